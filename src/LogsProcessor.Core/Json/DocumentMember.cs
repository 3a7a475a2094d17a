using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Json;

/// <summary>A member of a document, before the document's plan is made: where it stands and what gives its value.</summary>
/// <param name="Path">Its path; dots separate nested objects.</param>
/// <param name="Code">What gives its value.</param>
/// <param name="Constant">
/// For <see cref="OpCode.Literal"/>, the value as JSON; for <see cref="OpCode.EventId"/>, the beginning of the id. Marks of
/// <see cref="ObjectFacts"/> may stand in it.
/// </param>
/// <param name="Field">The field, for <see cref="OpCode.Field"/>.</param>
/// <param name="Kind">The field's kind.</param>
/// <param name="Part">What of the field is written.</param>
internal sealed record DocumentMember(
    string Path,
    OpCode Code,
    string Constant = "",
    byte Field = 0,
    FieldKind Kind = FieldKind.Text,
    FieldPart Part = FieldPart.Value
)
{
    /// <summary>Whether every document has it. A record without its own time is malformed.</summary>
    internal bool IsAlways => Code is not (OpCode.Field or OpCode.Extra) || Kind == FieldKind.RecordTime;

    internal static DocumentMember Text(string path, string text) => new(path, OpCode.Literal, Quote(text));

    internal static DocumentMember Text(string path, ObjectFact fact) =>
        new(path, OpCode.Literal, $"\"{ObjectFacts.Mark(fact)}\"");

    internal static DocumentMember Id(string path) =>
        new(path, OpCode.EventId, $"{ObjectFacts.Mark(ObjectFact.IdPrefix)}");

    internal static DocumentMember Number(string path, int number) =>
        new(path, OpCode.Literal, number.ToString(CultureInfo.InvariantCulture));

    internal static DocumentMember TextList(string path, IEnumerable<string> items) =>
        new(path, OpCode.Literal, $"[{string.Join(',', items.Select(Quote))}]");

    internal static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>The literal before the value: the name, and what opens a string, or a list of them.</summary>
    internal byte[] NameLiteral(string name)
    {
        var opening =
            Code == OpCode.Field && DocumentOp.IsListIn(Kind, Part) ? "[\""
            : IsString ? "\""
            : "";
        return Encoding.UTF8.GetBytes($"{Quote(name)}:{opening}{(Code == OpCode.EventId ? Constant : "")}");
    }

    /// <summary>The step that writes it: for values that mostly stand in the line as JSON wants them, one that copies.</summary>
    internal OpCode Step =>
        (Code, Part) switch
        {
            (OpCode.Field, FieldPart.Value) when Kind != FieldKind.QuotedList => OpCode.Value,
            (OpCode.Field, FieldPart.AsText or FieldPart.RecordedSeconds or FieldPart.Timestamp) => OpCode.Value,
            (OpCode.Field, FieldPart.Value or FieldPart.Milliseconds) => OpCode.Field,
            (OpCode.Field, _) => OpCode.Piece,
            _ => Code,
        };

    private bool IsString =>
        Code switch
        {
            OpCode.EventId or OpCode.Line or OpCode.Now or OpCode.Error => true,
            OpCode.Field => !DocumentOp.IsNumberIn(Kind, Part)
                && (
                    Part != FieldPart.Value
                    || Kind is not (FieldKind.CommaList or FieldKind.SpaceList or FieldKind.QuotedList)
                ),
            _ => false,
        };
}
