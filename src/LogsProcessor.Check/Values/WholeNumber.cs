namespace LogsProcessor.Check.Values;

/// <summary>Reads whole numbers: a sign perhaps, and digits.</summary>
internal static class WholeNumber
{
    /// <summary>So many digits are never too many for 64 bits.</summary>
    private const int SafeDigits = 18;

    internal static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var isNegative = text is [(byte)'-', ..];
        var digits = isNegative || text is [(byte)'+', ..] ? text[1..] : text;
        if (digits.Length == 0 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        if (digits.Length > SafeDigits)
        {
            digits = digits.TrimStart((byte)'0');
        }

        if (digits.Length > SafeDigits)
        {
            // No limit of a schema lies so far out, so that its side is all that has to be known.
            value = isNegative ? long.MinValue : long.MaxValue;
            return true;
        }

        foreach (var digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        value = isNegative ? -value : value;
        return true;
    }

    /// <summary>Reads digits and nothing else, as many as there are; at most nine.</summary>
    internal static bool TryParseDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return text.Length is > 0 and < 10;
    }
}
