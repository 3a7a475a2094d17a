namespace LogsProcessor.Core.Parsing;

/// <summary>Hexadecimal digits, of either case.</summary>
internal static class Hex
{
    /// <summary>The digit for 0 to 15, in lower case.</summary>
    internal static byte LowerDigit(int value) => "0123456789abcdef"u8[value];

    /// <summary>The byte that the first two digits of <paramref name="text"/> give; false if they are none.</summary>
    internal static bool TryByte(ReadOnlySpan<byte> text, out byte value)
    {
        var both = text.Length < 2 ? -1 : (Digit(text[0]) << 4) | Digit(text[1]);
        value = (byte)both;
        return both >= 0;
    }

    /// <summary>0 to 15, or -1, which keeps any disjunction with it negative.</summary>
    private static int Digit(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1,
        };
}
