using System.Runtime.CompilerServices;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>The text of a member that holds a part of a field, or what follows from one. It is empty where there is nothing to say.</summary>
internal static class FieldText
{
    /// <summary>Whether the part is a piece of the field's text, as it mostly stands there.</summary>
    internal static bool IsPiece(FieldPart part) =>
        part
            is >= FieldPart.Address
                and <= FieldPart.UrlWithoutQuery
                or FieldPart.TlsVersion
                or FieldPart.TraceRoot
                or FieldPart.BeforeColon
                or FieldPart.AfterColon
                or FieldPart.NotBefore
                or FieldPart.NotAfter;

    /// <summary>The text that a step's part has.</summary>
    /// <param name="op">The step.</param>
    /// <param name="value">The field's value.</param>
    /// <param name="record">The record it is of.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ReadOnlySpan<byte> Of(ref readonly DocumentOp op, ReadOnlySpan<byte> value, LogRecord record) =>
        op.Part switch
        {
            FieldPart.AsText => value,
            FieldPart.Address or FieldPart.Ip or FieldPart.Port => OfEndpoint(in op, value, record),
            >= FieldPart.Method and <= FieldPart.HttpVersion => OfRequest(op.Part, value, record.Request),
            >= FieldPart.UrlScheme and <= FieldPart.UrlWithoutQuery => OfUrl(
                op.Part,
                value.Slice(record.Request.UrlStart, record.Request.UrlLength),
                record
            ),
            _ => DerivedText.Of(op.Part, value),
        };

    private static ReadOnlySpan<byte> OfEndpoint(ref readonly DocumentOp op, ReadOnlySpan<byte> value, LogRecord record)
    {
        if (op.Kind == FieldKind.Endpoint)
        {
            return OfEndpoint(op.Part, value, record.ColonOf(op.Field));
        }

        // Text that may be an address, or an endpoint, or neither.
        if (op.Part == FieldPart.Ip)
        {
            return OfEndpoint(op.Part, value, value.Length);
        }

        var colon = value.LastIndexOf((byte)':');
        return Endpoint.IsOne(value, colon) ? OfEndpoint(op.Part, value, colon) : default;
    }

    private static ReadOnlySpan<byte> OfEndpoint(FieldPart part, ReadOnlySpan<byte> value, int colon)
    {
        if (part == FieldPart.Port)
        {
            return JsonNumber.Trim(value[(colon + 1)..]);
        }

        var address = Endpoint.Address(value, colon);
        return part == FieldPart.Address || IpAddress.IsValid(address) ? address : default;
    }

    private static ReadOnlySpan<byte> OfRequest(FieldPart part, ReadOnlySpan<byte> value, RequestLine request)
    {
        switch (part)
        {
            case FieldPart.Method:
                return value[..request.MethodLength];
            case FieldPart.Url:
                return value.Slice(request.UrlStart, request.UrlLength);
            default:
                var protocol = value.Slice(request.ProtocolStart, request.ProtocolLength);
                return part == FieldPart.HttpVersion && protocol.StartsWith("HTTP/"u8) ? protocol[5..] : protocol;
        }
    }

    private static ReadOnlySpan<byte> OfUrl(FieldPart part, ReadOnlySpan<byte> url, LogRecord record)
    {
        ref readonly var parts = ref record.SplitUrl(url);
        if (!parts.IsUrl)
        {
            return part == FieldPart.UrlWithoutQuery ? UrlParts.BeforeQuery(url) : default;
        }

        return part switch
        {
            FieldPart.UrlScheme => url[parts.Scheme],
            FieldPart.UrlDomain => url[parts.Domain],
            FieldPart.UrlPort => JsonNumber.Trim(url[parts.Port]),
            FieldPart.UrlQuery => url[parts.Query],
            _ => url[parts.Path],
        };
    }
}
