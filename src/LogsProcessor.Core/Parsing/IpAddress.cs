using System.Net;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace LogsProcessor.Core.Parsing;

/// <summary>IP addresses as an index accepts them: four decimal numbers without leading zeros, or IPv6 without zone.</summary>
internal static class IpAddress
{
    /// <summary>The longest is <c>255.255.255.255</c>.</summary>
    private const int MostBytes = 15;

    internal static bool IsValid(ReadOnlySpan<byte> text) => IsFourNumbers(text) || IsValidV6(text);

    /// <summary>Whether the text is an IPv6 address, without brackets and zone.</summary>
    internal static bool IsValidV6(ReadOnlySpan<byte> text) =>
        text.Contains((byte)':')
        && !text.Contains((byte)'%')
        && !text.Contains((byte)'[')
        && IPAddress.IsValidUtf8(text);

    /// <summary>Looks at all bytes at once, a bit for each: addresses differ in their lengths, so that a loop's branches cannot be foreseen.</summary>
    private static bool IsFourNumbers(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostBytes)
        {
            return false;
        }

        // Points behind the text end its last number.
        Span<byte> padded = stackalloc byte[Vector128<byte>.Count];
        padded.Fill((byte)'.');
        text.CopyTo(padded);
        var bytes = Vector128.Create<byte>(padded);
        var points = Equal(bytes, '.');
        var digits = Above(bytes, (char)('0' - 1)) & ~Above(bytes, '9');
        var starts = ((points & ((1u << text.Length) - 1)) << 1) | 1;
        var isShaped = (points | digits) == ushort.MaxValue && BitOperations.PopCount(starts) == 4;

        // Of the bits where numbers begin, those whose numbers have two digits, three, or too many.
        var two = starts & digits & (digits >> 1);
        var three = two & (digits >> 2);
        var four = three & (digits >> 3);
        var above5 = Above(bytes, '5');
        var above255 =
            Above(bytes, '2') | (Equal(bytes, '2') & ((above5 >> 1) | ((Equal(bytes, '5') >> 1) & (above5 >> 2))));
        return isShaped && ((starts & points) | (two & Equal(bytes, '0')) | (three & above255) | four) == 0;
    }

    private static uint Equal(Vector128<byte> bytes, char value) =>
        Vector128.Equals(bytes, Vector128.Create((byte)value)).ExtractMostSignificantBits();

    private static uint Above(Vector128<byte> bytes, char value) =>
        Vector128.GreaterThan(bytes, Vector128.Create((byte)value)).ExtractMostSignificantBits();
}
