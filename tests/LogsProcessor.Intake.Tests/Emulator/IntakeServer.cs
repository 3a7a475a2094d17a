using System.Text.RegularExpressions;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Intake.Tests.Emulator;

/// <summary>The emulator of AWS with a bucket, and <c>logsprocessor intake</c> as a process before it.</summary>
public sealed partial class IntakeServer : IAsyncLifetime
{
    /// <summary>The bucket.</summary>
    public const string Bucket = "uploads";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private RunningProcess _process = null!;

    /// <summary>The emulator.</summary>
    public MotoServer Moto { get; private set; } = null!;

    /// <summary>The page's address, with the access key.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The endpoint.</summary>
    public HttpClient Http { get; } = new();

    /// <summary>Requests to S3, with what is signed in them, and nothing else.</summary>
    public HttpClient Store { get; } = new();

    public async Task InitializeAsync()
    {
        Moto = await MotoServer.StartAsync();
        await Moto.CreateBucketAsync(Bucket);
        var command = ProcessCommand.Program(
            Repository.Cli,
            "intake",
            "--listen",
            "0",
            "--bucket",
            Bucket,
            "--parts-above-mb",
            "5",
            "--part-mb",
            "5",
            "--role",
            "arn:aws:iam::123456789012:role/uploads"
        ) with
        {
            Environment = new Dictionary<string, string>(Moto.Environment) { ["AWS_ENDPOINT_URL_STS"] = Moto.Endpoint },
        };
        _process = RunningProcess.Start(command);
        await _process.WaitUntilAsync(it => Address().IsMatch(it.Error), StartTimeout, "address");
        Page = Address().Match(_process.Error).Groups["page"].Value;
        var (address, key) = (Page.Split('#')[0], Page.Split("#key=")[1]);
        Http.BaseAddress = new Uri(address);
        Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>An object's content.</summary>
    public async Task<byte[]> ReadAsync(string key)
    {
        using var response = await SendAsync(HttpMethod.Get, $"{Bucket}/{key}");
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A request to S3 by the operator: the emulator looks at no signature, but wants one.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, $"{Moto.Endpoint}/{path}");
        const string scope = "Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
        request.Headers.Authorization = new("AWS4-HMAC-SHA256", scope);
        return await Store.SendAsync(request);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Store.Dispose();
        await _process.DisposeAsync();
        await Moto.DisposeAsync();
    }

    [GeneratedRegex(@"open (?<page>\S+#key=\w+) \(")]
    private static partial Regex Address();
}

/// <summary>The tests that share one emulator and one endpoint.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<IntakeServer>
{
    public const string Name = "intake server";
}
