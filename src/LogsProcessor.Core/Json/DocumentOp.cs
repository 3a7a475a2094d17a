using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Json;

/// <summary>What a step of a document plan does. <see cref="StepCopier"/> relies on the order: fields up to <see cref="Field"/>, what it can do up to <see cref="Close"/>.</summary>
internal enum OpCode : byte
{
    /// <summary>Copies <see cref="DocumentOp.Literal"/>: everything that is the same for all lines of an object, in one go.</summary>
    Literal,

    /// <summary>Writes a member whose value is a string that mostly stands in the line as JSON wants it.</summary>
    Text,

    /// <summary>The same, for a number.</summary>
    Number,

    /// <summary>The same, for a time.</summary>
    Time,

    /// <summary>Writes a member from a field in any other way, if the field has a value.</summary>
    Field,

    /// <summary>Ends an object that may turn out to be empty, or takes it back; the literal is the one that began it.</summary>
    CloseOrDrop,

    /// <summary>Ends an object that has at least one member.</summary>
    Close,

    /// <summary>Writes the offset's digits and the end of the event id; its beginning is in the literal before.</summary>
    EventId,

    /// <summary>Writes the line's byte offset.</summary>
    Offset,

    /// <summary>Writes the undocumented fields, if there are any.</summary>
    Extra,

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
internal readonly record struct DocumentOp(
    OpCode Code,
    JsonPiece Literal,
    byte Field = 0,
    FieldKind Kind = FieldKind.Text,
    FieldPart Part = FieldPart.Value
);
