using LogsProcessor.Core;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Cli.Sources;

/// <summary>
/// A file, named as the person at the terminal did. Its length and the time of its last change stand for the version of its content, so
/// that shipping it twice gives the same document ids, and shipping it changed does not.
/// </summary>
/// <param name="path">The path as given; it is part of every document's id.</param>
/// <param name="key">The S3 key it is treated as having, or null: then its path is its key.</param>
internal sealed class LocalFile(string path, string? key = null) : ILogObject
{
    public string Name => path;

    public string Key => key ?? path;

    /// <summary>A file, and what its folder tells of it.</summary>
    public static SourceObject Find(string path, string? key)
    {
        var file = new FileInfo(path);
        return new SourceObject(new LocalFile(path, key), file.Length)
        {
            Identity = new ObjectIdentity("", path, ContentVersion.OfFile(file.Length, file.LastWriteTimeUtc)),
            Modified = new DateTimeOffset(file.LastWriteTimeUtc),
        };
    }

    /// <inheritdoc/>
    public ValueTask<OpenedObject> OpenAsync(CancellationToken cancel)
    {
        var file = Open(path);
        long? length = file.CanSeek ? file.Length : null;
        return new ValueTask<OpenedObject>(
            new OpenedObject(
                new ObjectIdentity("", path, VersionOf(path, length)),
                length is null ? file : new FileContent(file),
                length
            )
        );
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(
                path,
                new FileStreamOptions
                {
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    // Whoever reads brings a large buffer.
                    BufferSize = 0,
                    Options = FileOptions.SequentialScan,
                }
            );
        }
        catch (FileNotFoundException exception)
        {
            throw new IOException($"file '{path}' is not there any more", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"file '{path}' may not be read: permission denied", exception);
        }
    }

    /// <summary>What comes through a named pipe has no version: it is another content every time.</summary>
    private static string VersionOf(string path, long? length) =>
        length is { } bytes ? ContentVersion.OfFile(bytes, File.GetLastWriteTimeUtc(path)) : ContentVersion.Once();

    /// <summary>
    /// A file's bytes, read where they are asked for: a file's reads wait in any case, and on another thread they would cost two changes
    /// of threads each.
    /// </summary>
    private sealed class FileContent(FileStream file) : ReadOnlyStream(file)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(Inner.Read(buffer.Span));
        }
    }
}
