using System.Globalization;
using System.Text;

namespace LogsProcessor.Cli;

/// <summary>Text from a log as a terminal may show it: a client chose parts of it, and control characters command a terminal.</summary>
internal static class Printable
{
    /// <summary>The text; control characters become <c>\xHH</c>, bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Of(ReadOnlySpan<byte> text) => Of(Encoding.UTF8.GetString(text));

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static string Of(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}");
            }
            else
            {
                shown.Append(character);
            }
        }

        return shown.ToString();
    }
}
