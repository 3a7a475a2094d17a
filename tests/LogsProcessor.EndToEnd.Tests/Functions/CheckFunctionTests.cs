using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>The built function with <c>FUNCTION=check</c>, as Lambda runs it, between S3 and SQS of an emulator that nobody here wrote.</summary>
[Collection(SharedMoto.Name)]
public sealed class CheckFunctionTests(MotoFixture moto)
{
    private const string Bucket = "handed-in";
    private const string Results = "checked";
    private const string Queue = "files";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task File_in_a_bucket_comes_out_with_two_more_columns_and_a_report_once()
    {
        await moto.Server.CreateBucketAsync(Bucket);
        await moto.Server.CreateBucketAsync(Results);
        await moto.Server.PutObjectAsync(
            Results,
            "schemas/orders.json",
            """{"fields":[{"name":"id","type":"integer","constraints":{"unique":true}},{"name":"name"}]}"""u8.ToArray()
        );
        await moto.Server.NotifyQueueAsync(Bucket, Queue);
        await moto.Server.PutObjectAsync(Bucket, "orders/one über+.csv", "id,name\n1,ä\n1,\"b\nc\"\n"u8.ToArray());
        var messages = await moto.Server.ReceiveAsync(Queue, 2);
        await using var api = await LambdaRuntimeApi.StartAsync();
        await using var function = RunningProcess.Start(Command(api));

        var first = await api.InvokeAsync(SqsMessage.ToLambdaEvent(messages), Deadline);
        var again = await api.InvokeAsync(SqsMessage.ToLambdaEvent(messages), Deadline);

        Assert.Equal("""{"batchItemFailures":[]}""", first.Body);
        Assert.Equal("""{"batchItemFailures":[]}""", again.Body);
        await function.WaitUntilAsync(it => Summaries(it).Count == 2, TimeSpan.FromMinutes(1), "summaries");
        var summaries = Summaries(function);
        Assert.All(summaries, EmbeddedMetrics.AssertValid);
        Assert.Equal((1, 0), (CountOf(summaries[0], "FilesInvalid"), CountOf(summaries[0], "FilesUnchanged")));
        Assert.Equal((0, 1), (CountOf(summaries[1], "FilesInvalid"), CountOf(summaries[1], "FilesUnchanged")));
        var output = summaries[0].GetProperty("files").GetProperty("list")[0].GetProperty("output").GetString()!;
        Assert.Equal(
            "id,name,valid,errors\n1,ä,true,\n1,\"b\nc\",false,\"id: unique\"\n",
            await InflateAsync(await GetAsync(output))
        );
        using var report = JsonDocument.Parse(
            await GetAsync(output.Replace("result.csv.gz", "report.json", StringComparison.Ordinal))
        );
        Assert.False(report.RootElement.GetProperty("valid").GetBoolean());
    }

    private static int CountOf(JsonElement summary, string metric) => summary.GetProperty(metric).GetInt32();

    // The last line may not be whole yet.
    private static List<JsonElement> Summaries(RunningProcess function) =>
        [
            .. function
                .Output.Split('\n')[..^1]
                .Where(line => line.StartsWith("{\"_aws\"", StringComparison.Ordinal))
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private static async Task<string> InflateAsync(byte[] content)
    {
        await using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task<byte[]> GetAsync(string location)
    {
        using var http = new HttpClient();
        // It checks no signature, but wants one where others use it with permissions.
        const string Signature =
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Signature);
        var path = location["s3://".Length..].Split('/').Select(Uri.EscapeDataString);
        return await http.GetByteArrayAsync(new Uri($"{moto.Server.Endpoint}/{string.Join('/', path)}"));
    }

    private ProcessCommand Command(LambdaRuntimeApi api) =>
        ProcessCommand.Program(Repository.Function) with
        {
            Environment = new Dictionary<string, string>(moto.Server.Environment)
            {
                ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                ["FUNCTION"] = "check",
                ["SCHEMAS"] = $"orders/=s3://{Results}/schemas/orders.json",
                ["CHECK_BUCKET"] = Results,
            },
        };
}
