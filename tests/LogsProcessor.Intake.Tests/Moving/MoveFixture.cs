using Amazon.Runtime;
using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Intake.Moving;
using LogsProcessor.Testing;

namespace LogsProcessor.Intake.Tests.Moving;

/// <summary>A fake S3 with a bucket of uploads and an archive, and what moves between them.</summary>
public abstract class MoveFixture : IAsyncLifetime
{
    protected const string Uploads = "uploads";
    protected const string Archive = "archive";
    protected const string Key = "in/partner-a/2026/03/04/01KJVW/a b.csv";
    protected const int MostBytes = 10;

    private protected FakeS3 S3 { get; private set; } = null!;

    private protected S3Objects Objects { get; private set; } = null!;

    private protected RecordingInspection Inspection { get; } = new(MostBytes);

    private protected MoveOptions Options { get; private set; } = null!;

    private protected StagingMove Move { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        S3 = await FakeS3.StartAsync();
        S3.CreateBucket(Archive);
        var s3 = new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true };
        Options = new MoveOptions
        {
            Bucket = Uploads,
            ArchiveBucket = Archive,
            QuarantineBucket = Uploads,
            MostBytes = MostBytes,
            Attempts = 3,
            S3 = s3,
        };
        Objects = new S3Objects(s3, new QuickClock(), () => new BasicAWSCredentials("example", "example"));
        Move = new StagingMove(Options, Objects.OpenMoves(), Inspection, new QuickClock());
    }

    public async Task DisposeAsync()
    {
        Objects.Dispose();
        await S3.DisposeAsync();
    }

    private protected static string PlaceOf(FakeS3Object item, string key = Key)
    {
        var name = key.LastIndexOf('/') + 1;
        return $"{key[..name]}{item.ETag}/{key[name..]}";
    }

    private protected static ObjectReference Notified(FakeS3Object item, bool isVersioned = false, string key = Key) =>
        new(Uploads, key, item.ETag, item.Content.Length, isVersioned ? item.VersionId : null);

    private protected Task<MoveOutcome> RunAsync(ObjectReference notified, int attempt = 1) =>
        Move.RunAsync(notified, attempt, CancellationToken.None);
}

/// <summary>Remembers what it has inspected.</summary>
internal sealed class RecordingInspection(long mostBytes) : IInspection
{
    private readonly SizeInspection _size = new(mostBytes);

    internal List<string> Inspected { get; } = [];

    public Task<string?> InspectAsync(StoredObject handedIn, CancellationToken cancel)
    {
        Inspected.Add(handedIn.Reference.ETag!);
        return _size.InspectAsync(handedIn, cancel);
    }
}
