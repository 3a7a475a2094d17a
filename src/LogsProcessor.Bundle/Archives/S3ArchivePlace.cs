using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Writing;

namespace LogsProcessor.Bundle.Archives;

/// <summary>A place for an archive in S3. It is written by multipart upload; nothing touches a disk.</summary>
/// <param name="objects">S3.</param>
/// <param name="location">The archive's bucket and key.</param>
public sealed class S3ArchivePlace(S3Objects objects, S3Location location) : ArchivePlace
{
    // An index is small beside its archive: S3's smallest parts, one at a time, do.
    private static readonly WriteOptions Index = new()
    {
        ContentType = "application/x-ndjson",
        PartBytes = 5 * 1024 * 1024,
        PartsInFlight = 1,
    };

    private readonly S3Location _index = location with { Key = location.Key + IndexSuffix };

    /// <inheritdoc/>
    public override string Name { get; } = location.ToString();

    /// <summary>How the archive is written.</summary>
    internal WriteOptions Writing { get; init; } =
        new()
        {
            ContentType = "application/zip",
            IsNew = true,
            PartsInFlight = 2,
        };

    /// <inheritdoc/>
    public override async Task<IArchiveFile?> FindAsync(CancellationToken cancel) =>
        await S3ArchiveFile.FindAsync(objects, location, cancel);

    /// <inheritdoc/>
    public override async Task<bool> HasIndexAsync(CancellationToken cancel) =>
        await objects.FindAsync(_index, cancel) is not null;

    /// <inheritdoc/>
    public override ArchiveOutput Create() => new Output(objects.OpenWrite(location, Writing));

    /// <inheritdoc/>
    public override ArchiveOutput CreateIndex() => new Output(objects.OpenWrite(_index, Index));

    private sealed class Output(MultipartWriteStream stream) : ArchiveOutput
    {
        public override Stream Stream => stream;

        public override async Task<string?> CompleteAsync(CancellationToken cancel) =>
            (await stream.CompleteAsync(cancel)).ETag;

        public override async ValueTask<IOException?> AbandonAsync() => await stream.AbandonAsync();

        public override ValueTask DisposeAsync() => stream.DisposeAsync();
    }
}
