using System.IO.Compression;
using System.Text;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Writing;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;

namespace LogsProcessor.Bundle.Tests.Fakes;

/// <summary>A fake S3 with a bucket of logs and one of archives, and what makes bundles there.</summary>
public abstract class BundleFixture : IAsyncLifetime
{
    protected const string Logs = "example-logs";
    protected const string Archives = "example-archive";
    protected const string ArchiveKey = "2026-03-09.zip";
    protected const string Prefix = "day/";

    private protected static readonly S3Location Source = new(Logs, Prefix);
    private protected static readonly S3Location Target = new(Archives, ArchiveKey);

    /// <summary>Objects of more than 1,000 bytes are long, and parts have 512 bytes.</summary>
    private protected static readonly BundleOptions Small = new() { MostPackedBytes = 1_000, ObjectsAhead = 4 };

    private protected FakeS3 S3 { get; private set; } = null!;

    private protected S3Objects Objects { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // The fake checks no signature; the client wants to make one.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "example");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "example");
        S3 = await FakeS3.StartAsync();
        S3.CreateBucket(Logs);
        S3.CreateBucket(Archives);
        Objects = new S3Objects(new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true }, new QuickClock());
    }

    public async Task DisposeAsync()
    {
        Objects.Dispose();
        await S3.DisposeAsync();
    }

    private protected async Task<BundleSummary> BundleAsync(
        BundleOptions? options = null,
        S3Location? source = null,
        S3Objects? objects = null,
        CancellationToken stop = default
    )
    {
        objects ??= Objects;
        var summary = new BundleSummary(new RunIdentity { RequestId = "run-1" }, TimeProvider.System);
        var place = new S3ArchivePlace(objects, Target)
        {
            Writing = new WriteOptions { PartBytes = 512, IsNew = true },
        };
        await new BundleRun(objects, options ?? Small, summary).RunAsync(source ?? Source, place, stop);
        return summary;
    }

    private protected async Task<BundleArchive> OpenAsync() =>
        await BundleArchive.OpenAsync(
            (await S3ArchiveFile.FindAsync(Objects, Target, CancellationToken.None))!,
            CancellationToken.None
        );

    /// <summary>The archive's bytes; null if there is none.</summary>
    private protected byte[]? Archive => S3.Find(Archives, ArchiveKey)?.Content;

    /// <summary>The archive's members, as .NET's own reader has them.</summary>
    private protected Dictionary<string, byte[]> Unpack()
    {
        using var zip = new ZipArchive(new MemoryStream(Archive!));
        return zip.Entries.ToDictionary(entry => entry.FullName, Read);
    }

    /// <summary>Puts a few objects: text and gzip, short and long, and one that is empty.</summary>
    private protected Dictionary<string, byte[]> PutSamples()
    {
        var samples = new Dictionary<string, byte[]>
        {
            [Prefix + "a short.log"] = Text(10),
            [Prefix + "b/short é.log.gz"] = Gzip(Noise(300)),
            [Prefix + "c long.log"] = Text(200),
            [Prefix + "d long.log.gz"] = Gzip(Noise(5_000)),
            [Prefix + "e empty.log"] = [],
            [Prefix + "f noise"] = Noise(400),
        };
        foreach (var (key, content) in samples)
        {
            S3.Put(Logs, key, content);
        }

        return samples;
    }

    private protected static byte[] Text(int lines) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, lines).Select(line => $"2026-03-09 line {line}\n")));

    private protected static byte[] Noise(int length)
    {
        var content = new byte[length];
        new Random(17).NextBytes(content);
        return content;
    }

    private protected static byte[] Gzip(byte[] content)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return output.ToArray();
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
