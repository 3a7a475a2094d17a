using System.Runtime.CompilerServices;
using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle.Archives;

/// <summary>
/// A ZIP archive that is there: its members, found by its directory and read by range. Any ZIP archive will do; one that this program
/// made also says which objects its members were. Thread-safe.
/// </summary>
public sealed class BundleArchive
{
    private readonly IArchiveFile _file;
    private readonly ZipEnd _end;

    private BundleArchive(IArchiveFile file, ZipEnd end)
    {
        _file = file;
        _end = end;
        Origin = BundleOrigin.Parse(end.Comment);
    }

    /// <summary>The archive's name, for people.</summary>
    public string Name => _file.Name;

    /// <summary>Where the members come from; null for an archive of another program.</summary>
    public BundleOrigin? Origin { get; }

    /// <summary>How many members there are.</summary>
    public long Count => _end.Members;

    /// <summary>Opens an archive.</summary>
    /// <exception cref="IOException">It cannot be read, or is no ZIP archive.</exception>
    public static async Task<BundleArchive> OpenAsync(IArchiveFile file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new BundleArchive(file, await ZipEnd.ReadAsync(file, cancel));
    }

    /// <summary>The members, as the directory is read, in its order.</summary>
    /// <exception cref="IOException">The directory cannot be read, or is damaged.</exception>
    public async IAsyncEnumerable<ArchivedObject> ListAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var member in ZipDirectory.ReadAsync(_file, _end, cancel))
        {
            // A name that ends with a slash is a folder: nothing is in it, for this program writes none.
            if (!member.Name.EndsWith('/'))
            {
                yield return new ArchivedObject(_file, member, Origin);
            }
        }
    }

    /// <summary>The member that was the object of that key; null if there is none.</summary>
    public async Task<ArchivedObject?> FindAsync(string key, CancellationToken cancel) =>
        await ListAsync(cancel).FirstOrDefaultAsync(item => item.Key == key, cancel);

    /// <summary>Reads every member, from the archive's first byte to its last, and checks length and checksum.</summary>
    /// <param name="verified">Is told each member that is right.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="IOException">The archive cannot be read, or the first fault: which member it is, and what is wrong.</exception>
    public async Task VerifyAsync(Action<ArchivedObject> verified, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(verified);
        await using var stream = _end.Offset > 0 ? await _file.OpenAsync(0, _end.Offset, cancel) : Stream.Null;
        await using var bytes = new BufferedStream(stream, 64 * 1024);
        var position = 0L;
        await foreach (var member in ListAsync(cancel))
        {
            position = await member.VerifyAsync(bytes, position, cancel);
            verified(member);
        }
    }
}
