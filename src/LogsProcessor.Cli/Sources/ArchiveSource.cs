using System.Runtime.CompilerServices;
using LogsProcessor.Bundle.Archives;

namespace LogsProcessor.Cli.Sources;

/// <summary>A ZIP archive among the sources: not the archive is shipped, but its members, each by its range, as the objects that they were.</summary>
internal static class ArchiveSource
{
    /// <summary>Whether a name is one of an archive.</summary>
    public static bool Is(string name) => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>The members of an archive, as its directory is read.</summary>
    /// <exception cref="IOException">It is not there, or no archive.</exception>
    public static async IAsyncEnumerable<SourceObject> FindAsync(
        IArchiveFile? file,
        string name,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var archive = await BundleArchive.OpenAsync(
            file ?? throw new ArchiveException($"there is no archive '{name}'"),
            cancel
        );
        await foreach (var item in archive.ListAsync(cancel))
        {
            yield return new SourceObject(item, item.Member.Bytes)
            {
                Identity = item.Identity,
                Modified = item.Member.Modified,
            };
        }
    }
}
