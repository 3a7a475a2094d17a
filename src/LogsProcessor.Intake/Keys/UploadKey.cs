using System.Buffers;
using System.Globalization;
using LogsProcessor.Intake.Callers;

namespace LogsProcessor.Intake.Keys;

/// <summary>
/// The keys of what is handed in, which the server makes: prefix, caller's folder, date, a name that nobody has had before, and what is
/// safe of the file's own name.
/// </summary>
internal static class UploadKey
{
    private static readonly SearchValues<char> PrefixCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./"
    );

    /// <summary>Whether a setting is a folder that keys can begin with.</summary>
    internal static bool IsPrefix(string prefix) =>
        prefix is [not '/', .., '/']
        && !prefix.AsSpan().ContainsAnyExcept(PrefixCharacters)
        && !prefix.Contains("..", StringComparison.Ordinal)
        && !prefix.Contains("//", StringComparison.Ordinal);

    /// <summary>Makes a key.</summary>
    /// <param name="prefix">What all begin with.</param>
    /// <param name="caller">Whose it is.</param>
    /// <param name="name">The file's name, as the caller gives it.</param>
    /// <param name="now">The time.</param>
    internal static string New(string prefix, Caller caller, string name, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        return $"{prefix}{caller.Folder}/{date}/{Ulid.New(now)}/{SafeName.Of(name)}";
    }

    /// <summary>Whether a key is one that was made for this caller.</summary>
    internal static bool IsOf(string prefix, Caller caller, string key) =>
        key.StartsWith($"{prefix}{caller.Folder}/", StringComparison.Ordinal)
        && !key.Contains("..", StringComparison.Ordinal);
}
