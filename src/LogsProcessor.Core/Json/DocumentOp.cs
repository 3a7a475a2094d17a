using System.Runtime.InteropServices;
using System.Text;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Json;

/// <summary>
/// What a step of a document plan does. <see cref="StepCopier"/> relies on the order: what copies a value is up to <see cref="Piece"/>, what
/// asks for a field up to <see cref="Extra"/>.
/// </summary>
internal enum OpCode : byte
{
    /// <summary>Copies <see cref="DocumentOp.Literal"/>: everything that is the same for all lines of an object, in one go.</summary>
    Literal,

    /// <summary>Writes a member whose value mostly stands in the line as JSON wants it.</summary>
    Value,

    /// <summary>The same, for a piece of the field, see <see cref="PiecePlan"/>.</summary>
    Piece,

    /// <summary>Writes a member from a field in any other way, if the field has a value.</summary>
    Field,

    /// <summary>Writes the undocumented fields, if there are any; the field is the first of them.</summary>
    Extra,

    /// <summary>Ends an object that may turn out to be empty, or takes it back; the literal is the one that began it.</summary>
    CloseOrDrop,

    /// <summary>Ends an object that has at least one member.</summary>
    Close,

    /// <summary>Writes the offset's digits and the end of the event id; its beginning is in the literal before.</summary>
    EventId,

    /// <summary>Writes the line's byte offset.</summary>
    Offset,

    /// <summary>Writes the raw line.</summary>
    Line,

    /// <summary>Writes the time of processing.</summary>
    Now,

    /// <summary>Writes what is wrong with the line.</summary>
    Error,
}

/// <summary>One step of writing a document.</summary>
/// <param name="Code">What to do.</param>
/// <param name="Literal">The bytes to copy: a piece of JSON, or a member's name up to where its value begins.</param>
/// <param name="Field">The field, for the steps that write one.</param>
/// <param name="Kind">The field's kind.</param>
/// <param name="Part">What of the field to write.</param>
/// <param name="Piece">The piece's number among those of the plan.</param>
/// <param name="Depth">So many objects end with the member, because they hold nothing else; the literal began them.</param>
internal readonly record struct DocumentOp(
    OpCode Code,
    JsonLiteral Literal,
    byte Field = 0,
    FieldKind Kind = FieldKind.Text,
    FieldPart Part = FieldPart.Value,
    byte Piece = 0,
    byte Depth = 0
)
{
    private readonly (ulong Bytes, int Length) _end = EndOf(Kind, Part, Depth);

    /// <summary>What stands behind the value, up to the comma: as in memory, its first <see cref="EndLength"/> bytes.</summary>
    internal ulong End => _end.Bytes;

    /// <summary>The number of those bytes.</summary>
    internal int EndLength => _end.Length;

    /// <summary>Whether the value is a number in JSON.</summary>
    internal bool IsNumber => IsNumberIn(Kind, Part);

    /// <summary>Whether a field of that kind gives a number.</summary>
    internal static bool IsNumberIn(FieldKind kind, FieldPart part) =>
        part switch
        {
            FieldPart.Value => kind.IsNumber(),
            FieldPart.RecordedSeconds or FieldPart.Milliseconds or FieldPart.Port or FieldPart.UrlPort => true,
            _ => false,
        };

    /// <summary>Whether a field of that kind gives a list of words.</summary>
    internal static bool IsListIn(FieldKind kind, FieldPart part) =>
        part == FieldPart.Value && kind is FieldKind.CommaList or FieldKind.SpaceList;

    private static (ulong Bytes, int Length) EndOf(FieldKind kind, FieldPart part, int depth)
    {
        var quote =
            IsNumberIn(kind, part) ? ""
            : IsListIn(kind, part) ? "\"]"
            : "\"";
        var end = quote + new string('}', depth) + ',';
        return (MemoryMarshal.Read<ulong>(Encoding.ASCII.GetBytes(end.PadRight(sizeof(ulong)))), end.Length);
    }
}
