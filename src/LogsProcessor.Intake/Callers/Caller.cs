using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace LogsProcessor.Intake.Callers;

/// <summary>
/// Who hands files in, once somebody has checked who that is. What the caller may touch lies under one folder, and no two callers have
/// the same.
/// </summary>
public sealed record Caller
{
    private const int MostReadable = 40;
    private const int HashCharacters = 20;

    private static readonly SearchValues<char> FolderCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    );

    private Caller(string folder) => Folder = folder;

    /// <summary>The caller's folder: no slash, no characters that would have to be encoded.</summary>
    public string Folder { get; }

    /// <summary>Whether the operator may give a caller this name: it becomes the folder as it is.</summary>
    public static bool IsName(string name) =>
        name is { Length: > 0 and <= MostReadable } && !name.AsSpan().ContainsAnyExcept(FolderCharacters);

    /// <summary>A caller whom the operator has named.</summary>
    /// <exception cref="ArgumentException">It is no name.</exception>
    public static Caller Named(string name) =>
        IsName(name) ? new Caller(name) : throw new ArgumentException($"'{name}' is no caller's name", nameof(name));

    /// <summary>A caller as an authority knows it.</summary>
    /// <param name="authority">Who says so: an issuer, IAM. The same identity of two authorities is two callers.</param>
    /// <param name="identity">What the authority calls it, of whatever characters.</param>
    public static Caller Known(string authority, string identity)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(identity);
        var whole = Encoding.UTF8.GetBytes($"{authority.Length} {authority} {identity}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(whole))[..HashCharacters];

        // The readable half is for people. The hash keeps callers apart, and the tilde those that the operator has named.
        return new Caller($"{Readable(identity)}~{hash}");
    }

    private static string Readable(string identity)
    {
        var text = identity.Length <= MostReadable ? identity : identity[^MostReadable..];
        return string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (var index = 0; index < span.Length; index++)
                {
                    var lower = char.ToLowerInvariant(source[index]);
                    span[index] = FolderCharacters.Contains(lower) ? lower : '-';
                }
            }
        );
    }
}
