namespace LogsProcessor.Bundle.Archives;

/// <summary>An archive in a file.</summary>
public sealed class LocalArchiveFile : IArchiveFile
{
    private const int BufferBytes = 64 * 1024;

    private LocalArchiveFile(string path, long length)
    {
        Name = path;
        Length = length;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>The archive at that path; null if there is no such file.</summary>
    public static LocalArchiveFile? Find(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new LocalArchiveFile(path, file.Length) : null;
    }

    /// <inheritdoc/>
    public ValueTask<Stream> OpenAsync(long from, long length, CancellationToken cancel)
    {
        try
        {
            var file = new FileStream(
                Name,
                new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = BufferBytes }
            );
            file.Position = from;
            return new ValueTask<Stream>(new BoundedStream(file, length));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ArchiveException($"{Name}: permission denied", exception);
        }
    }
}
