using LogsProcessor.Aws.Objects;
using LogsProcessor.Clone.Reporting;
using LogsProcessor.Testing;

namespace LogsProcessor.Clone.Tests;

/// <summary>A clone between two buckets of a stand-in on the loopback address.</summary>
public abstract class CloneFixture : IAsyncLifetime
{
    protected const string Source = "example-source";
    protected const string Destination = "example-destination";

    static CloneFixture()
    {
        // The client's own search finds these first, and asks nobody else.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
    }

    private protected FakeS3 S3 { get; private set; } = null!;

    private protected S3Objects Objects { get; private set; } = null!;

    private protected HastyClock Clock { get; } = new();

    private protected ProblemList Problems { get; } = new();

    public async Task InitializeAsync()
    {
        S3 = await FakeS3.StartAsync();
        S3.CreateBucket(Source);
        S3.CreateBucket(Destination);
        Objects = NewClient();
    }

    public async Task DisposeAsync()
    {
        Objects.Dispose();
        await S3.DisposeAsync();
    }

    private protected S3Objects NewClient() =>
        new(new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true }, Clock);

    private protected async Task<CloneCounts> CloneAsync(
        CloneOptions? options = null,
        string sourcePrefix = "",
        string destinationPrefix = "",
        IReadOnlyList<string>? prefixes = null
    )
    {
        var tally = new CloneTally(Problems);
        using var run = new CloneRun(
            Objects,
            new ClonePlace { Bucket = Source, Prefix = sourcePrefix },
            new ClonePlace { Bucket = Destination, Prefix = destinationPrefix },
            options ?? new CloneOptions(),
            tally,
            Clock
        );
        Assert.True(await run.RunAsync(prefixes, CancellationToken.None));
        Assert.True(tally.Counts.IsBalanced, tally.Counts.ToString());
        return tally.Counts;
    }

    private protected void PutAll(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            S3.Put(Source, key, System.Text.Encoding.UTF8.GetBytes(key));
        }
    }

    /// <summary>Each key of both buckets, with its content's ETag.</summary>
    private protected void AssertCloned()
    {
        Assert.Equal(Describe(Source), Describe(Destination));

        IEnumerable<(string, string)> Describe(string bucket) =>
            S3.Keys(bucket).Select(key => (key, S3.Find(bucket, key)!.ETag));
    }
}
