using System.Net;

namespace LogsProcessor.Core.Parsing;

/// <summary>IP addresses as an index accepts them: four decimal numbers without leading zeros, or IPv6 without zone.</summary>
internal static class IpAddress
{
    internal static bool IsValid(ReadOnlySpan<byte> text) =>
        text.Contains((byte)':') ? IsValidV6(text) : IsFourNumbers(text);

    /// <summary>Whether the text is an IPv6 address, without brackets and zone.</summary>
    internal static bool IsValidV6(ReadOnlySpan<byte> text) =>
        text.Contains((byte)':')
        && !text.Contains((byte)'%')
        && !text.Contains((byte)'[')
        && IPAddress.IsValidUtf8(text);

    private static bool IsFourNumbers(ReadOnlySpan<byte> text)
    {
        var numbers = 0;
        var digits = 0;
        var value = 0;
        foreach (var character in text)
        {
            if (character == '.')
            {
                if (digits == 0)
                {
                    return false;
                }

                numbers++;
                digits = 0;
                value = 0;
                continue;
            }

            var digit = character - '0';
            var hasLeadingZero = digits > 0 && value == 0;
            value = (value * 10) + digit;
            if (digit is < 0 or > 9 || hasLeadingZero || value > 255)
            {
                return false;
            }

            digits++;
        }

        return numbers == 3 && digits > 0;
    }
}
