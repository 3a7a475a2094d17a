namespace LogsProcessor.Core.Filtering;

/// <summary>
/// Four decimal numbers with points between them, found in any text: an IPv4 address, or what may be one. The middle ones have at most
/// three digits; the outer ones any number, for other digits may have come to stand beside them.
/// </summary>
/// <param name="LastStart">Where the last number begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Value">The address, or null if a number is too large for one.</param>
internal readonly record struct FourNumbers(int LastStart, int End, uint? Value)
{
    /// <summary>Reads the four numbers that begin at <paramref name="start"/>; false if there are none.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, int start, out FourNumbers found)
    {
        found = default;
        uint value = 0;
        var isAddress = true;
        var position = start;
        for (var number = 0; number < 4; number++)
        {
            if (number > 0 && (position == text.Length || text[position++] != '.'))
            {
                return false;
            }

            var length = text[position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            length = length < 0 ? text.Length - position : length;
            if (length == 0 || (length > 3 && number is 1 or 2))
            {
                return false;
            }

            isAddress = isAddress && TryAdd(text.Slice(position, length), ref value);
            found = new FourNumbers(position, position + length, isAddress ? value : null);
            position += length;
        }

        return true;
    }

    private static bool TryAdd(ReadOnlySpan<byte> digits, ref uint value)
    {
        uint number = 0;
        foreach (var digit in digits)
        {
            number = Math.Min((number * 10) + digit - '0', 256);
        }

        value = (value << 8) | number;
        return number < 256;
    }
}
