using System.Runtime.CompilerServices;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>The members that fields give: one case for each part, and within <see cref="FieldPart.Value"/> for each kind.</summary>
public sealed partial class DocumentWriter
{
    /// <summary>Writes a field's value that is not copied as it stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteField(ref JsonOutput output, in DocumentOp op, ReadOnlySpan<byte> line, LogRecord record)
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
            case FieldPart.AsText:
                WriteText(ref output, op.Literal, value, record);
                break;
            case FieldPart.RecordedSeconds:
                if (!Number.IsMinusOne(value))
                {
                    output.WriteNumber(op.Literal, JsonNumber.Trim(value));
                }

                break;
            case FieldPart.Milliseconds:
                if (value[0] != '-' && JsonNumber.TryToMilliseconds(value, out var milliseconds))
                {
                    output.Write(op.Literal);
                    output.WriteInteger(milliseconds);
                    output.Write((byte)',');
                }

                break;
            case FieldPart.Address or FieldPart.Ip or FieldPart.Port:
                WriteEndpoint(ref output, in op, value, record);
                break;
            case >= FieldPart.Method and <= FieldPart.HttpVersion:
                WriteRequest(ref output, in op, value, record);
                break;
            case >= FieldPart.UrlScheme and <= FieldPart.UrlWithoutQuery:
                WriteUrl(ref output, in op, value.Slice(record.Request.UrlStart, record.Request.UrlLength), record);
                break;
            default:
                WriteText(ref output, op.Literal, DerivedText.Of(op.Part, value), record);
                break;
        }
    }

    /// <summary>A text, if there is any; an empty one is none here.</summary>
    private static void WriteText(
        ref JsonOutput output,
        JsonPiece name,
        scoped ReadOnlySpan<byte> text,
        LogRecord record
    )
    {
        if (!text.IsEmpty)
        {
            WriteAnyText(ref output, name, text, record);
        }
    }

    private static void WriteAnyText(
        ref JsonOutput output,
        JsonPiece name,
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
            case FieldKind.Seconds or FieldKind.Integer or FieldKind.Status or FieldKind.Port:
                output.WriteNumber(op.Literal, JsonNumber.Trim(value));
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
                WriteAnyText(ref output, op.Literal, value, record);
                break;
        }
    }

    private static void WriteTimestamp(ref JsonOutput output, JsonPiece name, ReadOnlySpan<byte> value)
    {
        output.Write(name);
        output.Write(value);
        output.Write(value[^1] == 'Z' ? "\","u8 : "Z\","u8);
    }

    private static void WriteEndpoint(
        ref JsonOutput output,
        in DocumentOp op,
        ReadOnlySpan<byte> value,
        LogRecord record
    )
    {
        if (op.Kind == FieldKind.Endpoint)
        {
            WriteEndpointPart(ref output, in op, value, record.ColonOf(op.Field), record);
            return;
        }

        // Text that may be an address, or an endpoint, or neither.
        var colon = value.LastIndexOf((byte)':');
        if (op.Part == FieldPart.Ip)
        {
            WriteEndpointPart(ref output, in op, value, value.Length, record);
        }
        else if (Endpoint.IsOne(value, colon))
        {
            WriteEndpointPart(ref output, in op, value, colon, record);
        }
    }

    private static void WriteEndpointPart(
        ref JsonOutput output,
        in DocumentOp op,
        ReadOnlySpan<byte> value,
        int colon,
        LogRecord record
    )
    {
        if (op.Part == FieldPart.Port)
        {
            output.WriteNumber(op.Literal, JsonNumber.Trim(value[(colon + 1)..]));
            return;
        }

        var address = Endpoint.Address(value, colon);
        if (op.Part == FieldPart.Address || IpAddress.IsValid(address))
        {
            WriteText(ref output, op.Literal, address, record);
        }
    }

    private static void WriteRequest(
        ref JsonOutput output,
        in DocumentOp op,
        ReadOnlySpan<byte> value,
        LogRecord record
    )
    {
        var request = record.Request;
        var text = op.Part switch
        {
            FieldPart.Method => value[..request.MethodLength],
            FieldPart.Url => value.Slice(request.UrlStart, request.UrlLength),
            _ => value.Slice(request.ProtocolStart, request.ProtocolLength),
        };
        if (op.Part == FieldPart.HttpVersion && text.StartsWith("HTTP/"u8))
        {
            text = text[5..];
        }

        WriteText(ref output, op.Literal, text, record);
    }

    private static void WriteUrl(ref JsonOutput output, in DocumentOp op, ReadOnlySpan<byte> url, LogRecord record)
    {
        ref readonly var parts = ref record.SplitUrl(url);
        if (op.Part == FieldPart.UrlWithoutQuery)
        {
            WriteText(ref output, op.Literal, parts.IsUrl ? url[parts.Path] : UrlParts.BeforeQuery(url), record);
            return;
        }

        if (!parts.IsUrl)
        {
            return;
        }

        if (op.Part == FieldPart.UrlPort)
        {
            if (!url[parts.Port].IsEmpty)
            {
                output.WriteNumber(op.Literal, JsonNumber.Trim(url[parts.Port]));
            }

            return;
        }

        var part = op.Part switch
        {
            FieldPart.UrlScheme => parts.Scheme,
            FieldPart.UrlDomain => parts.Domain,
            FieldPart.UrlPath => parts.Path,
            _ => parts.Query,
        };
        WriteText(ref output, op.Literal, url[part], record);
    }

    private static void WriteList(
        ref JsonOutput output,
        JsonPiece name,
        ReadOnlySpan<byte> items,
        byte separator,
        LogRecord record
    )
    {
        output.Write(name);
        output.Write((byte)'[');
        if (items.IsEmpty)
        {
            output.Write("],"u8);
            return;
        }

        while (true)
        {
            var end = items.IndexOf(separator);
            var item = end < 0 ? items : items[..end];
            output.Write((byte)'"');
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
        }

        output.Close((byte)']');
    }

    private static void WriteQuotedList(ref JsonOutput output, JsonPiece name, ReadOnlySpan<byte> value)
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
