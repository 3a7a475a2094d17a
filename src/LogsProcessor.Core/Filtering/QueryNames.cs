using System.Buffers;
using System.Text;

namespace LogsProcessor.Core.Filtering;

/// <summary>
/// Finds the values of query parameters by their names. A name is found wherever it stands right before <c>=</c> and behind something
/// that cannot belong to a name; <c>user[token]</c> and <c>token[0]</c> count as <c>token</c>. A value ends at a literal <c>&amp;</c> or
/// <c>#</c>, or where the text does: an encoded one may be part of the value, a semicolon or a space is so to many servers.
/// </summary>
internal sealed class QueryNames(IEnumerable<string> names)
{
    private const string NameLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(NameLetters);
    private static readonly SearchValues<byte> KeyBytes = SearchValues.Create(
        Encoding.ASCII.GetBytes(NameLetters + "[]")
    );

    private readonly byte[][] _names = [.. names.Select(Encoding.ASCII.GetBytes)];

    /// <summary>Whether there can be a parameter of that name.</summary>
    internal static bool IsName(string text) => !text.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Finds the next value behind <paramref name="from"/>, or, if there is none, the end of the text.</summary>
    internal bool TryFind(DecodedText text, int from, out int start, out int end)
    {
        var bytes = text.Bytes;
        start = from;
        while (bytes[start..].IndexOf((byte)'=') is var length and >= 0)
        {
            var before = bytes.Slice(start, length);
            start += length + 1;
            if (IsNamed(before))
            {
                end = EndOfValue(text, start);
                return true;
            }
        }

        start = bytes.Length;
        end = bytes.Length;
        return false;
    }

    private bool IsNamed(ReadOnlySpan<byte> before)
    {
        // Some servers take blanks off names.
        var key = before.TrimEnd(" +\t"u8);
        key = key[(key.LastIndexOfAnyExcept(KeyBytes) + 1)..];
        while (!key.IsEmpty)
        {
            var bracket = key.IndexOfAny((byte)'[', (byte)']');
            if (IsOne(bracket < 0 ? key : key[..bracket]))
            {
                return true;
            }

            key = bracket < 0 ? default : key[(bracket + 1)..];
        }

        return false;
    }

    private bool IsOne(ReadOnlySpan<byte> name)
    {
        foreach (var known in _names)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                return true;
            }
        }

        return false;
    }

    private static int EndOfValue(DecodedText text, int start)
    {
        var bytes = text.Bytes;
        for (var end = start; ; end++)
        {
            var found = bytes[end..].IndexOfAny((byte)'&', (byte)'#');
            end = found < 0 ? bytes.Length : end + found;
            if (end == bytes.Length || text.IsLiteral(end))
            {
                return end;
            }
        }
    }
}
