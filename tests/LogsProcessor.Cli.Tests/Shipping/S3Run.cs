using System.Text.Json;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Shipping;

/// <summary>Runs against an S3 and a receiver of the test's own.</summary>
internal sealed class S3Run : IAsyncDisposable
{
    public const string Region = "AWSLogs/111122223333/elasticloadbalancing/eu-west-1/";

    private readonly TemporaryFolder _folder = new();

    private S3Run(FakeS3 s3) => S3 = s3;

    public FakeS3 S3 { get; }

    public string State => _folder.File("state");

    public string Kept => _folder.File("kept.ndjson");

    public static async Task<S3Run> StartAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
        return new S3Run(await FakeS3.StartAsync());
    }

    /// <summary>A Classic log of one day of March 2026, as AWS names it.</summary>
    public string Put(int day, int lines = 3, string time = "0510")
    {
        var name = $"111122223333_elasticloadbalancing_eu-west-1_web-lb_202603{day:00}T{time}Z_192.0.2.5_2x8bnjkq.log";
        var key = $"{Region}2026/03/{day:00}/{name}";
        S3.Put("logs", key, SampleLines.Classic(lines));
        return key;
    }

    /// <summary>Runs a verb with the options that lead to S3.</summary>
    public Task<CommandRun> RunAsync(params string[] args) => RunAsync(args, Stream.Null, CancellationToken.None);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public Task<CommandRun> RunAsync(string[] args, Stream input, CancellationToken stop) =>
        CommandRun.OfAsync(
            args,
            input,
            new() { ["AWS_ENDPOINT_URL_S3"] = S3.Endpoint.AbsoluteUri, ["S3_FORCE_PATH_STYLE"] = "on" },
            stop
        );

    /// <summary>The JSON on the last line of standard output.</summary>
    public static JsonElement LastOf(CommandRun run) => LinesOf(run)[^1];

    /// <summary>The JSON of each line of standard output.</summary>
    public static JsonElement[] LinesOf(CommandRun run) =>
        [
            .. run
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    /// <summary>Lines that the run had confirmed.</summary>
    public static long SentOf(CommandRun run) => LastOf(run).GetProperty("lines").GetProperty("sent").GetInt64();

    public async ValueTask DisposeAsync()
    {
        await S3.DisposeAsync();
        _folder.Dispose();
    }
}
