namespace LogsProcessor.Core.Parsing;

/// <summary>
/// NLB's ALPN list: <c>"h2","http/1.1"</c>, each item quoted and percent-encoded, the whole cut at 256 bytes, so that the last quote,
/// or half an item, may be missing. Quotes preceded by a backslash were seen too.
/// </summary>
internal ref struct QuotedList(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;
    private bool _done = text.SequenceEqual("\"\""u8) || text.SequenceEqual("\\\"\\\""u8);

    /// <summary>The next item, still percent-encoded; false at the end.</summary>
    internal bool TryNext(out ReadOnlySpan<byte> item)
    {
        if (_done)
        {
            item = default;
            return false;
        }

        var comma = _rest.IndexOf((byte)',');
        if (comma < 0 && IsCutBeforeItem(_rest))
        {
            _done = true;
            item = default;
            return false;
        }

        item = WithoutQuotes(comma < 0 ? _rest : _rest[..comma]);
        _done = comma < 0;
        _rest = comma < 0 ? default : _rest[(comma + 1)..];
        return true;
    }

    /// <summary>Whether the list was cut right behind a comma, or behind the quote that opens the next item.</summary>
    private static bool IsCutBeforeItem(ReadOnlySpan<byte> item) =>
        item is [] or [(byte)'"'] or [(byte)'\\'] or [(byte)'\\', (byte)'"'];

    private static ReadOnlySpan<byte> WithoutQuotes(ReadOnlySpan<byte> item)
    {
        if (item.StartsWith("\\\""u8))
        {
            item = item[2..];
        }
        else if (item.StartsWith("\""u8))
        {
            item = item[1..];
        }

        if (item.EndsWith("\\\""u8))
        {
            return item[..^2];
        }

        return item.EndsWith("\""u8) ? item[..^1] : item;
    }
}
