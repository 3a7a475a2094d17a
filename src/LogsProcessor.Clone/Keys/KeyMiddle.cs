using System.Text;

namespace LogsProcessor.Clone.Keys;

/// <summary>
/// Finds a key in the middle between two, to cut a range there. Code points are the digits: their order is that of UTF-8's bytes, and whatever
/// is put together of them is a valid key.
/// </summary>
internal static class KeyMiddle
{
    /// <summary>Before every character that keys are usually made of.</summary>
    private const int BeforeText = 0x1F;

    /// <summary>Behind every ASCII character.</summary>
    private const int BehindAscii = 0x7F;

    private const int LastCodePoint = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    /// <summary>A key greater than <see cref="KeyRange.After"/> and less than <see cref="KeyRange.Through"/>; null if none is found.</summary>
    /// <param name="range">The range.</param>
    /// <param name="alike">So many of the first UTF-16 units are not worth a cut: the keys are alike in them.</param>
    internal static string? Of(KeyRange range, int alike = 0)
    {
        var low = range.After.Length > 0 ? range.After : range.Prefix;
        var from = Math.Max(range.Prefix.Length, Math.Min(alike, low.Length));
        if (range.Through is { } high)
        {
            from = Math.Max(from, low.AsSpan().CommonPrefixLength(high));
        }

        from -= from > 0 && from <= low.Length && char.IsHighSurrogate(low[from - 1]) ? 1 : 0;
        for (var index = from; ; index += UnitsAt(low, index))
        {
            var (least, most) = (DigitAt(low, index), HighestAt(low, range.Through, index));
            if (most - least >= 2)
            {
                var middle = string.Concat(low.AsSpan(0, index), Character(least + ((most - least) / 2)));
                return IsBetween(middle, low, range.Through) ? middle : null;
            }

            if (index >= low.Length)
            {
                return null;
            }
        }
    }

    private static int UnitsAt(string text, int index) =>
        index < text.Length && char.IsSurrogatePair(text, index) ? 2 : 1;

    private static int DigitAt(string text, int index) =>
        index < text.Length ? char.ConvertToUtf32(text, index) : BeforeText;

    /// <summary>What the digit must stay below: that of the range's end while both are alike before it; else any will do.</summary>
    private static int HighestAt(string low, string? high, int index)
    {
        var isOpen = high is null || index >= high.Length || low.AsSpan().CommonPrefixLength(high) < index;
        return !isOpen ? char.ConvertToUtf32(high!, index)
            : DigitAt(low, index) < BehindAscii - 1 ? BehindAscii
            : LastCodePoint;
    }

    private static string Character(int digit) =>
        new Rune(digit is >= FirstSurrogate and <= LastSurrogate ? FirstSurrogate - 1 : digit).ToString();

    private static bool IsBetween(string middle, string low, string? high) =>
        KeyOrder.Compare(middle, low) > 0 && (high is null || KeyOrder.Compare(middle, high) < 0);
}
