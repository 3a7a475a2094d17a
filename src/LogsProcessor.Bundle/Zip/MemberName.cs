using System.Globalization;
using System.Text;

namespace LogsProcessor.Bundle.Zip;

/// <summary>
/// What a key is called in an archive. Most keys are their own names. One that would unpack outside the folder, or to no file at all
/// (<c>../x</c>, <c>/x</c>, <c>a//b</c>, <c>a/</c>, <c>C:\x</c>), is written with percent signs below the folder <c>%</c>; from
/// there its key can be read again. No two keys have the same name.
/// </summary>
internal static class MemberName
{
    private const string Root = "%/";

    /// <summary>The name of the member that a key's object is.</summary>
    internal static string Of(string key)
    {
        if (IsPlain(key))
        {
            return key;
        }

        var segments = key.Split('/').Select(segment => segment is "" or "." or ".." ? Dots(segment) : Encode(segment));
        return Root + string.Join('/', segments);
    }

    /// <summary>The key that a member's name stands for.</summary>
    internal static string ToKey(string name) =>
        name.StartsWith(Root, StringComparison.Ordinal)
            ? string.Join('/', name[Root.Length..].Split('/').Select(segment => segment == "%" ? "" : Decode(segment)))
            : name;

    private static bool IsPlain(string key) =>
        !key.StartsWith(Root, StringComparison.Ordinal)
        && key is not [_, ':', ..]
        && !key.Any(IsOdd)
        && key.Split('/').All(segment => segment is not ("" or "." or ".."));

    private static bool IsOdd(char character) => char.IsControl(character) || character is '\\';

    private static string Dots(string segment) =>
        segment.Length == 0 ? "%" : segment.Replace(".", "%2E", StringComparison.Ordinal);

    private static string Encode(string segment)
    {
        var text = new StringBuilder();
        foreach (var character in segment)
        {
            _ =
                IsOdd(character) || character is '%' or ':'
                    ? text.Append(CultureInfo.InvariantCulture, $"%{(int)character:X2}")
                    : text.Append(character);
        }

        return text.ToString();
    }

    /// <summary>Only characters below U+0100 are ever encoded, each as one byte.</summary>
    private static string Decode(string segment)
    {
        var text = new StringBuilder();
        for (var index = 0; index < segment.Length; index++)
        {
            if (
                segment[index] == '%'
                && byte.TryParse(
                    segment.AsSpan(index + 1)[..Math.Min(2, segment.Length - index - 1)],
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var code
                )
            )
            {
                text.Append((char)code);
                index += 2;
            }
            else
            {
                text.Append(segment[index]);
            }
        }

        return text.ToString();
    }
}
