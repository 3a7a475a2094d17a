using System.Runtime.CompilerServices;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>The members that fields give: one case for each part, and within <see cref="FieldPart.Value"/> for each kind.</summary>
public sealed partial class DocumentWriter
{
    /// <summary>Writes a field's value that is not copied as it stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteField(
        ref JsonOutput output,
        in DocumentOp op,
        ReadOnlySpan<byte> line,
        LogRecord record,
        ReadOnlySpan<FieldSlot> pieces
    )
    {
        var value = record.Value(line, op.Field);
        switch (op.Part)
        {
            case FieldPart.Value:
                WriteValue(ref output, in op, value, record);
                break;
            case FieldPart.Timestamp:
                WriteTimestamp(ref output, op.Literal, value);
                break;
            case FieldPart.RecordedSeconds:
                if (!Number.IsMinusOne(value))
                {
                    output.WriteNumber(op.Literal, Number.WithoutLeadingZeros(value));
                }

                break;
            case FieldPart.Milliseconds:
                if (value[0] != '-' && Seconds.TryToMilliseconds(value, out var milliseconds))
                {
                    output.Write(op.Literal);
                    output.WriteInteger(milliseconds);
                    output.Write((byte)',');
                }

                break;
            case FieldPart.AsText:
                WriteText(ref output, op.Literal, value, record);
                break;
            default:
                WritePiece(ref output, in op, PieceFinder.TextOf(op.Part, in pieces[op.Piece], value), record);
                break;
        }
    }

    private static void WritePiece(
        ref JsonOutput output,
        in DocumentOp op,
        scoped ReadOnlySpan<byte> text,
        LogRecord record
    )
    {
        if (op.IsNumber)
        {
            output.WriteNumber(op.Literal, text);
        }
        else
        {
            WriteText(ref output, op.Literal, text, record);
        }
    }

    private static void WriteText(
        ref JsonOutput output,
        JsonLiteral name,
        scoped ReadOnlySpan<byte> text,
        LogRecord record
    )
    {
        if (record.IsPlain)
        {
            output.WritePlainText(name, text);
        }
        else
        {
            output.WriteText(name, text);
        }
    }

    private static void WriteValue(ref JsonOutput output, in DocumentOp op, ReadOnlySpan<byte> value, LogRecord record)
    {
        switch (op.Kind)
        {
            case var kind when kind.IsNumber():
                output.WriteNumber(op.Literal, Number.WithoutLeadingZeros(value));
                break;
            case FieldKind.CommaList:
                WriteList(ref output, op.Literal, value, (byte)',', record);
                break;
            case FieldKind.SpaceList:
                WriteList(ref output, op.Literal, value, (byte)' ', record);
                break;
            case FieldKind.QuotedList:
                WriteQuotedList(ref output, op.Literal, value);
                break;
            default:
                WriteText(ref output, op.Literal, value, record);
                break;
        }
    }

    private static void WriteTimestamp(ref JsonOutput output, JsonLiteral name, ReadOnlySpan<byte> value)
    {
        output.Write(name);
        output.Write(value);
        output.Write(value[^1] == 'Z' ? "\","u8 : "Z\","u8);
    }

    private static void WriteList(
        ref JsonOutput output,
        JsonLiteral name,
        ReadOnlySpan<byte> items,
        byte separator,
        LogRecord record
    )
    {
        output.Write(name);
        if (items.IsEmpty)
        {
            // The name opened a string already.
            output.Position--;
            output.Write("],"u8);
            return;
        }

        while (true)
        {
            var end = items.IndexOf(separator);
            var item = end < 0 ? items : items[..end];
            if (record.IsPlain)
            {
                output.WritePlainText(item);
            }
            else
            {
                output.WriteText(item);
            }

            if (end < 0)
            {
                break;
            }

            items = items[(end + 1)..];
            output.Write((byte)'"');
        }

        output.Close((byte)']');
    }

    private static void WriteQuotedList(ref JsonOutput output, JsonLiteral name, ReadOnlySpan<byte> value)
    {
        output.Write(name);
        output.Write((byte)'[');
        var list = new QuotedList(value);
        var hasItems = false;
        Span<byte> decoded = value.Length <= 256 ? stackalloc byte[256] : new byte[value.Length];
        while (list.TryNext(out var item))
        {
            hasItems = true;
            output.Write((byte)'"');
            output.WriteText(decoded[..PercentEncoding.Decode(item, decoded)]);
        }

        if (hasItems)
        {
            output.Close((byte)']');
        }
        else
        {
            output.Write("],"u8);
        }
    }
}
