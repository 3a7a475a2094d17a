using System.Runtime.Intrinsics;

namespace LogsProcessor.Core.Parsing;

/// <summary>Times of the form <c>2006-01-02T15:04:05</c>, with up to nine decimals and with or without <c>Z</c>; always UTC.</summary>
internal static class Timestamp
{
    /// <summary>The length of a time without fraction and <c>Z</c>.</summary>
    internal const int SecondsLength = 19;

    /// <summary>Whether the text is such a time, of a day and a second that exist.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> text) =>
        HasShape(text) && HasTail(text[SecondsLength..]) && IsReal(text);

    /// <summary>Whether the text begins like a time, existing or not.</summary>
    internal static bool HasShape(ReadOnlySpan<byte> text)
    {
        if (text.Length < SecondsLength)
        {
            return false;
        }

        // Each byte lies between those of the two, which for the separators are the same.
        var head = Vector128.Create(text);
        return Vector128.GreaterThanOrEqualAll(head, Vector128.Create("0000-00-00T00:00"u8))
            && Vector128.LessThanOrEqualAll(head, Vector128.Create("9999-99-99T99:99"u8))
            && text[16] == ':'
            && char.IsAsciiDigit((char)text[17])
            && char.IsAsciiDigit((char)text[18]);
    }

    private static bool HasTail(ReadOnlySpan<byte> tail)
    {
        if (tail.Length > 0 && tail[^1] == 'Z')
        {
            tail = tail[..^1];
        }

        return tail.IsEmpty
            || (
                tail[0] == '.'
                && tail.Length is >= 2 and <= 10
                && !tail[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            );
    }

    private static bool IsReal(ReadOnlySpan<byte> text)
    {
        var year = (TwoDigits(text, 0) * 100) + TwoDigits(text, 2);
        var month = TwoDigits(text, 5);
        var day = TwoDigits(text, 8);
        return year >= 1
            && month is >= 1 and <= 12
            && day >= 1
            && (day <= 28 || day <= DateTime.DaysInMonth(year, month))
            && TwoDigits(text, 11) <= 23
            && TwoDigits(text, 14) <= 59
            && TwoDigits(text, 17) <= 59;
    }

    private static int TwoDigits(ReadOnlySpan<byte> text, int position) =>
        ((text[position] - '0') * 10) + text[position + 1] - '0';
}
