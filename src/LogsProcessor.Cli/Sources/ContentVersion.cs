using System.Globalization;

namespace LogsProcessor.Cli.Sources;

/// <summary>What stands for an ETag where there is none: a text that changes when the content does.</summary>
internal static class ContentVersion
{
    /// <summary>A file's content, by its length and the time of its last change.</summary>
    public static string OfFile(long length, DateTime changed) =>
        string.Create(CultureInfo.InvariantCulture, $"{length}-{changed.Ticks}");

    /// <summary>Content that comes once, through a pipe: no other has this version.</summary>
    public static string Once() => Guid.NewGuid().ToString("N");

    /// <summary>Whether the same content would have the version again; a text of <see cref="Once"/> has no hyphen.</summary>
    public static bool IsLasting(string version) => version.Contains('-', StringComparison.Ordinal);
}
