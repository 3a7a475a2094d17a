using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LogsProcessor.Aws.Events;

/// <summary>
/// The keys of S3 notifications: form-encoded, so <c>+</c> is a space and <c>%XX</c> a byte of UTF-8. (EventBridge has them as they are.)
/// </summary>
internal static class NotificationKey
{
    /// <summary>The key as S3 has it. A <c>%</c> without two digits stays; what gives no UTF-8 was not encoded, and stays as it is.</summary>
    internal static string Decode(string encoded)
    {
        if (!encoded.AsSpan().ContainsAny('+', '%'))
        {
            return encoded;
        }

        var bytes = Encoding.UTF8.GetBytes(encoded);
        var length = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '%' && TryByte(bytes.AsSpan(index + 1), out var value))
            {
                bytes[length++] = value;
                index += 2;
            }
            else
            {
                bytes[length++] = bytes[index] == '+' ? (byte)' ' : bytes[index];
            }
        }

        var decoded = bytes.AsSpan(0, length);
        return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : encoded;
    }

    private static bool TryByte(ReadOnlySpan<byte> digits, out byte value)
    {
        value = 0;
        return digits.Length >= 2
            && byte.TryParse(digits[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
