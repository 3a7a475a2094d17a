using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Filtering;

/// <summary>
/// Takes secrets out of lines: values of named query parameters, and clients' addresses. It works on the line itself, so that whatever
/// is made of the line afterwards, in whatever layout, cannot hold them. Not thread-safe.
/// </summary>
internal sealed class LineConcealer
{
    private readonly QueryNames? _names;
    private readonly AddressMask? _mask;
    private readonly LineEdits _edits = new();
    private readonly DecodedText _text = new();

    private LineConcealer(FilterOptions options)
    {
        _names = options.RedactQuery.Count > 0 ? new QueryNames(options.RedactQuery) : null;
        _mask = options.MaskClientIp ? new AddressMask(_edits) : null;
    }

    /// <summary>A concealer, or null if there is nothing to conceal.</summary>
    internal static LineConcealer? For(FilterOptions options) =>
        options.RedactQuery.Count > 0 || options.MaskClientIp ? new LineConcealer(options) : null;

    /// <summary>
    /// The record's line without what is to be concealed: the same line if it holds nothing of it, else a buffer that holds until the
    /// next call. A value ends with its field at the latest; in a request, with the URL. What is left may be no record any more.
    /// </summary>
    internal ReadOnlySpan<byte> Conceal(ReadOnlySpan<byte> line, LogRecord record)
    {
        _edits.Begin();
        UInt128? client = null;
        var fields = record.Table!.Fields;
        var firstUnclear = FirstUnclear(line, record.Table);
        for (var field = 0; field < record.FieldCount; field++)
        {
            if (record.IsAbsent(field) || (field < fields.Length && fields[field].Kind.IsNumberOrTime()))
            {
                continue;
            }

            var text = TextOf(line, record, field);
            var start = record.RawStart(field);
            if (_mask is not null && field == record.Table.ClientField)
            {
                client = _mask.MaskClient(line, start, text);
                continue;
            }

            _text.Load(text, start);
            if (IsEndUnclear(text, record, field))
            {
                _text.Load(line[start..], start);
                ConcealText(line, masks: _mask is not null, onlyClient: null);
                break;
            }

            var isClear = field < firstUnclear;
            ConcealText(line, masks: _mask is not null && (client is not null || !isClear), isClear ? client : null);
        }

        return _edits.Finish(line);
    }

    /// <summary>
    /// A line that is no record, without what may have to be concealed: any value behind one of the names, to the line's end if no
    /// <c>&amp;</c> or <c>#</c> comes before; any IP address. It holds until the next call.
    /// </summary>
    internal ReadOnlySpan<byte> ConcealMalformed(ReadOnlySpan<byte> line)
    {
        _edits.Begin();
        _text.Load(line, 0);
        ConcealText(line, masks: _mask is not null, onlyClient: null);
        return _edits.Finish(line);
    }

    /// <summary>The fault, where its text stands in the line that was concealed last.</summary>
    internal ParseFault Move(ParseFault fault) => _edits.Move(fault);

    private void ConcealText(ReadOnlySpan<byte> line, bool masks, UInt128? onlyClient)
    {
        var length = _text.Bytes.Length;
        for (var position = 0; position < length; )
        {
            var start = length;
            var end = length;
            var isFound = _names is not null && _names.TryFind(_text, position, out start, out end);
            if (masks)
            {
                _mask!.MaskAll(line, _text, position, start, onlyClient);
            }

            if (isFound)
            {
                _edits.Replace(line, _text.PositionOf(start), _text.PositionOf(end), "REDACTED"u8);
            }

            position = end;
        }
    }

    /// <summary>
    /// The first field that may hold addresses of other clients, because it may hold other records: undocumented fields are there, too,
    /// where two lines grew together, and a user agent with a line feed may have taken in the next line.
    /// </summary>
    private static int FirstUnclear(ReadOnlySpan<byte> line, FormatTable table) =>
        line.Contains((byte)'\n') ? table.AgentField : table.Fields.Length;

    /// <summary>
    /// Whether a value may go on behind its field. Fields with URLs are quoted; a value outside quotes, or before a quote that may have
    /// been escaped, shows that the line is broken in a way that left as many fields. The rest of the line is one text then.
    /// </summary>
    private bool IsEndUnclear(ReadOnlySpan<byte> text, LogRecord record, int field) =>
        _names is not null
        && record.Table!.Quoting
        && (!record.IsQuoted(field) || text is [.., (byte)'\\'])
        && _names.TryFind(_text, 0, out _, out _);

    /// <summary>The part of a field, as it stands in the line, whose bytes may change and leave the field what it is.</summary>
    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> line, LogRecord record, int field)
    {
        var raw = record.Raw(line, field);
        var fields = record.Table!.Fields;
        var kind = field < fields.Length ? fields[field].Kind : FieldKind.Text;
        if (kind == FieldKind.Endpoint)
        {
            return raw[..record.ColonOf(field)];
        }

        if (kind != FieldKind.Request || record.Request.Url.Length == 0)
        {
            return raw;
        }

        // A protocol that is written with escapes is taken for a part of the URL.
        var value = record.Value(line, field);
        var behindUrl = value[(record.Request.Url.Start + record.Request.Url.Length)..];
        return raw.EndsWith(behindUrl) ? raw[..^behindUrl.Length] : raw;
    }
}
