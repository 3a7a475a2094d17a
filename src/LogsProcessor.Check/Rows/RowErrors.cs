using LogsProcessor.Check.Rules;

namespace LogsProcessor.Check.Rows;

/// <summary>The errors of one row, as they will stand in its last column. Not thread-safe.</summary>
internal sealed class RowErrors
{
    /// <summary>More is left out: it would be the same for every row.</summary>
    private const int MostBytes = 4 * 1024;

    private readonly byte[] _text = new byte[MostBytes];
    private int _length;

    /// <summary>Whether there are none.</summary>
    internal bool IsEmpty => _length == 0;

    /// <summary>Their text, quotes doubled.</summary>
    internal ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    internal void Clear() => _length = 0;

    internal void Add(Rule rule)
    {
        var separator = _length == 0 ? ""u8 : "; "u8;
        if (_length + separator.Length + rule.Text.Length > MostBytes)
        {
            return;
        }

        separator.CopyTo(_text.AsSpan(_length));
        rule.Text.CopyTo(_text.AsSpan(_length + separator.Length));
        _length += separator.Length + rule.Text.Length;
    }
}
