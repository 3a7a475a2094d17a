using Amazon.Runtime;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Core;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Objects;

/// <summary>A fake S3, and what reads from it.</summary>
public abstract class S3ObjectsFixture : IAsyncLifetime
{
    protected const string Bucket = "example-logs";

    private protected FakeS3 S3 { get; private set; } = null!;

    private protected S3Objects Objects { get; private set; } = null!;

    private protected S3Session Session { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        S3 = await FakeS3.StartAsync();
        var options = new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true };
        Objects = Connect(options);
        Session = new S3Session(options, new QuickClock(), () => new BasicAWSCredentials("example", "example"));
    }

    public async Task DisposeAsync()
    {
        Objects.Dispose();
        Session.Dispose();
        await S3.DisposeAsync();
    }

    private protected static S3Objects Connect(S3Options options, TimeProvider? clock = null) =>
        new(options, clock ?? new QuickClock(), () => new BasicAWSCredentials("example", "example"));

    private protected ValueTask<OpenedObject> OpenAsync(string key, string? version = null) =>
        Objects.Get(new ObjectReference(Bucket, key, VersionId: version)).OpenAsync(CancellationToken.None);

    private protected static async Task<byte[]> ReadAsync(OpenedObject opened)
    {
        await using var body = opened.Body;
        using var content = new MemoryStream();
        await body.CopyToAsync(content);
        return content.ToArray();
    }
}
