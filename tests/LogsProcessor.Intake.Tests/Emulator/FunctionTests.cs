using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Intake.Tests.Emulator;

/// <summary>The package as Lambda runs it, as a process: one asks how to upload, the upload's own event has it archived.</summary>
[Collection(SharedServer.Name)]
public sealed class FunctionTests(IntakeServer server)
{
    private const string Queue = "uploaded";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task File_handed_in_by_one_function_is_archived_by_the_other()
    {
        await server.Moto.CreateBucketAsync("handed-in");
        await server.Moto.CreateBucketAsync("archive");
        await server.Moto.NotifyQueueAsync("handed-in", Queue);
        var answer = await InvokeAsync("intake", Question());
        Assert.Equal(201, answer["statusCode"]!.GetValue<int>());
        var upload = JsonNode.Parse(answer["body"]!.GetValue<string>())!;
        await PutAsync(upload);

        var messages = await server.Moto.ReceiveAsync(Queue, 2);
        var moved = await InvokeAsync("move", SqsMessage.ToLambdaEvent(messages));
        var again = await InvokeAsync("move", SqsMessage.ToLambdaEvent(messages));

        Assert.Equal("""{"batchItemFailures":[]}""", moved.ToJsonString());
        Assert.Equal("""{"batchItemFailures":[]}""", again.ToJsonString());
        var key = upload["key"]!.GetValue<string>();
        Assert.Matches("^in/alice~[0-9a-f]{20}/", key);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("handed-in", key));
        const string etag = "900150983cd24fb0d6963f7d28e17f72";
        Assert.Equal(
            HttpStatusCode.OK,
            await StatusAsync("archive", key.Replace("/a.txt", $"/{etag}/a.txt", StringComparison.Ordinal))
        );
    }

    private static string Question() =>
        new JsonObject
        {
            ["version"] = "2.0",
            ["rawPath"] = "/uploads",
            ["requestContext"] = new JsonObject
            {
                ["stage"] = "$default",
                ["http"] = new JsonObject { ["method"] = "POST" },
                ["authorizer"] = new JsonObject
                {
                    ["jwt"] = new JsonObject
                    {
                        ["claims"] = new JsonObject { ["sub"] = "alice", ["iss"] = "i" },
                    },
                },
            },
            ["body"] = """{"name":"a.txt","size":3,"type":"text/plain"}""",
        }.ToJsonString();

    private async Task PutAsync(JsonNode upload)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, upload["url"]!.GetValue<string>());
        request.Content = new ByteArrayContent("abc"u8.ToArray());
        request.Content.Headers.ContentType = new("text/plain");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var answer = await server.Store.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<HttpStatusCode> StatusAsync(string bucket, string key)
    {
        using var answer = await server.SendAsync(HttpMethod.Head, $"{bucket}/{key}");
        return answer.StatusCode;
    }

    private async Task<JsonNode> InvokeAsync(string function, string payload)
    {
        await using var lambda = await LambdaRuntimeApi.StartAsync();
        var command = ProcessCommand.Program(Repository.Function) with
        {
            Environment = new Dictionary<string, string>(server.Moto.Environment)
            {
                ["AWS_LAMBDA_RUNTIME_API"] = lambda.Address,
                ["FUNCTION"] = function,
                ["UPLOAD_BUCKET"] = "handed-in",
                ["ARCHIVE_BUCKET"] = "archive",
            },
        };
        await using var process = RunningProcess.Start(command);
        var answer = await lambda.InvokeAsync(payload, Deadline);
        Assert.False(answer.IsError, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }
}
