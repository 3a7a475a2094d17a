using System.Security.Cryptography;
using System.Text;

namespace LogsProcessor.Intake.Callers;

/// <summary>The keys by which callers are known where no gateway stands in front. Only their hashes are kept.</summary>
public sealed class KeyRing
{
    private const string Scheme = "Bearer ";
    private const int LeastCharacters = 16;

    private readonly Dictionary<string, Caller> _callers = new(StringComparer.Ordinal);

    /// <summary>Makes a ring of one key.</summary>
    public static KeyRing Of(string name, string key)
    {
        var ring = new KeyRing();
        ring._callers.Add(HashOf(key), Caller.Named(name));
        return ring;
    }

    /// <summary>Reads a key file: a caller's name and its key on each line, blanks between; <c>#</c> begins a comment.</summary>
    /// <exception cref="FormatException">A line is wrong; the message says which, and shows no key.</exception>
    public static KeyRing Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ring = new KeyRing();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var content = line.Split('#')[0];
            var words = content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                ring.Add(words, number);
            }
        }

        return ring._callers.Count > 0
            ? ring
            : throw new FormatException("it names no caller; a line of a name and a key is needed");
    }

    /// <summary>The caller of a request.</summary>
    /// <param name="authorization">The header <c>Authorization</c>: <c>Bearer</c> and the key; or null.</param>
    /// <returns>Null if it is nobody.</returns>
    public Caller? Find(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? _callers.GetValueOrDefault(HashOf(authorization[Scheme.Length..].Trim()))
            : null;

    private void Add(string[] words, int number)
    {
        if (words is not [var name, { Length: >= LeastCharacters } key] || !Caller.IsName(name))
        {
            throw new FormatException(
                $"line {number} is not a name (lower-case letters, digits and hyphens, at most 40) and a key of at least {LeastCharacters} characters"
            );
        }

        if (!_callers.TryAdd(HashOf(key), Caller.Named(name)))
        {
            throw new FormatException($"line {number} has a key that another line has");
        }
    }

    // Looked up by its hash, a key's time tells nothing of the keys that there are.
    private static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
