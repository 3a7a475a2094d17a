using System.Text;
using System.Text.RegularExpressions;

namespace LogsProcessor.Cli.Sources;

/// <summary>
/// Expands patterns as a shell does, for shells that don't, and for patterns in quotes: <c>*</c>, <c>?</c> and <c>[a-z]</c> within a
/// name, <c>**</c> for any folders. Names that begin with a dot are matched only by patterns that do.
/// </summary>
internal static class Glob
{
    /// <summary>Whether the text has a character that stands for others.</summary>
    public static bool Is(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>The files and folders that match, in ordinal order.</summary>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        var isRooted = pattern.StartsWith('/');
        var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Expand(isRooted ? "/" : "", parts, found);
        return [.. found];
    }

    private static void Expand(string folder, ReadOnlySpan<string> parts, SortedSet<string> found)
    {
        if (parts.IsEmpty)
        {
            found.Add(folder);
            return;
        }

        var part = parts[0];
        var rest = parts[1..];
        if (!Is(part))
        {
            var path = Path.Combine(folder, part);
            if (Directory.Exists(path) || (rest.IsEmpty && File.Exists(path)))
            {
                Expand(path, rest, found);
            }

            return;
        }

        if (part == "**")
        {
            Expand(folder, rest, found);
        }

        foreach (var name in NamesIn(folder, part, foldersOnly: !rest.IsEmpty || part == "**"))
        {
            Expand(Path.Combine(folder, name), part == "**" ? parts : rest, found);
        }
    }

    private static IEnumerable<string> NamesIn(string folder, string part, bool foldersOnly)
    {
        var directory = new DirectoryInfo(folder.Length == 0 ? "." : folder);
        var name = new Regex(ToRegex(part), RegexOptions.CultureInvariant | RegexOptions.Singleline);
        return directory
            .EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None })
            .Where(entry => !foldersOnly || IsFolder(entry, isLinkFine: part != "**"))
            .Select(entry => entry.Name)
            .Where(entry => (entry[0] != '.' || part[0] == '.') && name.IsMatch(entry));
    }

    private static bool IsFolder(FileSystemInfo entry, bool isLinkFine) =>
        entry.Attributes.HasFlag(FileAttributes.Directory) && (isLinkFine || entry.LinkTarget is null);

    private static string ToRegex(string part)
    {
        var regex = new StringBuilder("^");
        for (var index = 0; index < part.Length; index++)
        {
            var close = part[index] == '[' ? part.IndexOf(']', Math.Min(index + 2, part.Length)) : -1;
            if (close > 0)
            {
                var set = part[(index + 1)..close].Replace("\\", "\\\\", StringComparison.Ordinal);
                regex.Append('[').Append(set[0] == '!' ? "^" + set[1..] : set).Append(']');
                index = close;
                continue;
            }

            regex.Append(
                part[index] switch
                {
                    '*' => ".*",
                    '?' => ".",
                    var other => Regex.Escape(other.ToString()),
                }
            );
        }

        return regex.Append('$').ToString();
    }
}
