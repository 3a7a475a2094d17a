using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Json;

/// <summary>A member of a document, before the document's plan is made: where it stands and what gives its value.</summary>
/// <param name="Path">Its path; dots separate nested objects.</param>
/// <param name="Code">What gives its value.</param>
/// <param name="Constant">For <see cref="OpCode.Literal"/>, the value as JSON; for <see cref="OpCode.EventId"/>, the beginning of the id.</param>
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
    /// <summary>Whether every document has it.</summary>
    internal bool IsAlways => Code is not (OpCode.Field or OpCode.Extra);

    internal static DocumentMember Text(string path, string text) => new(path, OpCode.Literal, Quote(text));

    internal static DocumentMember Number(string path, int number) =>
        new(path, OpCode.Literal, number.ToString(CultureInfo.InvariantCulture));

    internal static DocumentMember TextList(string path, IEnumerable<string> items) =>
        new(path, OpCode.Literal, $"[{string.Join(',', items.Select(Quote))}]");

    internal static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>The literal before the value: the name, and the quote that opens a string.</summary>
    internal byte[] NameLiteral(string name) =>
        Encoding.UTF8.GetBytes($"{Quote(name)}:{(IsString ? "\"" : "")}{(Code == OpCode.EventId ? Constant : "")}");

    /// <summary>The step that writes it: for values that are mostly copied as they stand, one that knows how.</summary>
    internal OpCode Step =>
        (Code, Part) switch
        {
            (OpCode.Field, FieldPart.Value) when IsString => OpCode.Text,
            (OpCode.Field, FieldPart.Value)
                when Kind is FieldKind.Seconds or FieldKind.Integer or FieldKind.Status or FieldKind.Port =>
                OpCode.Number,
            (OpCode.Field, FieldPart.RecordedSeconds) => OpCode.Number,
            (OpCode.Field, FieldPart.Timestamp) => OpCode.Time,
            _ => Code,
        };

    private bool IsString =>
        Code switch
        {
            OpCode.EventId or OpCode.Line or OpCode.Now or OpCode.Error => true,
            OpCode.Field => Part switch
            {
                FieldPart.Value => Kind
                    is FieldKind.Text
                        or FieldKind.PercentText
                        or FieldKind.Request
                        or FieldKind.Endpoint
                        or FieldKind.Time
                        or FieldKind.RecordTime,
                FieldPart.RecordedSeconds or FieldPart.Milliseconds or FieldPart.Port or FieldPart.UrlPort => false,
                _ => true,
            },
            _ => false,
        };
}
