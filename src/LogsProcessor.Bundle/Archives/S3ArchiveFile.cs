using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Bundle.Archives;

/// <summary>An archive in S3, read by range, under the condition that it is still the one that was found.</summary>
/// <param name="objects">S3.</param>
/// <param name="found">The archive, with its length and ETag.</param>
public sealed class S3ArchiveFile(S3Objects objects, ObjectReference found) : IArchiveFile
{
    /// <inheritdoc/>
    public string Name { get; } = found.ToString();

    /// <inheritdoc/>
    public long Length { get; } = found.Size ?? throw new ArgumentException("its size is not known", nameof(found));

    /// <summary>The archive in S3; null if there is none.</summary>
    public static async Task<S3ArchiveFile?> FindAsync(S3Objects objects, S3Location location, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return await objects.FindAsync(location, cancel) is { } found ? new S3ArchiveFile(objects, found) : null;
    }

    /// <inheritdoc/>
    public ValueTask<Stream> OpenAsync(long from, long length, CancellationToken cancel) =>
        objects.OpenRangeAsync(found, from, length, cancel);
}
