using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <content>Lambda, SQS and CloudWatch Logs.</content>
internal sealed partial class MotoCloud
{
    /// <summary>A function's settings.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> SettingsAsync(string function) =>
        JsonNode.Parse(
            await _client.SendAsync("lambda", HttpMethod.Get, $"/2015-03-31/functions/{function}/configuration")
        )!["Environment"]!["Variables"]!
            .AsObject()
            .ToDictionary(it => it.Key, it => it.Value!.ToString());

    /// <summary>Posts to a path of Lambda's.</summary>
    internal async Task<JsonNode> LambdaAsync(string path, object request) =>
        JsonNode.Parse(
            await _client.SendAsync(
                "lambda",
                HttpMethod.Post,
                $"/2015-03-31/functions/{path}",
                Json(request),
                "application/json"
            )
        )!;

    /// <summary>Gives a function other code.</summary>
    internal Task UpdateCodeAsync(string function, string bucket, string key) =>
        _client.SendAsync(
            "lambda",
            HttpMethod.Put,
            $"/2015-03-31/functions/{function}/code",
            Json(new { S3Bucket = bucket, S3Key = key }),
            "application/json"
        );

    /// <summary>Lets the emulator not try to run functions itself, which it cannot, and which would count as receives.</summary>
    internal Task DisableAsync(string eventSource) =>
        _client.SendAsync(
            "lambda",
            HttpMethod.Put,
            $"/2015-03-31/event-source-mappings/{eventSource}",
            Json(new { Enabled = false }),
            "application/json"
        );

    /// <summary>An alias of a function.</summary>
    internal async Task<JsonNode> AliasAsync(string function, string alias) =>
        JsonNode.Parse(
            await _client.SendAsync("lambda", HttpMethod.Get, $"/2015-03-31/functions/{function}/aliases/{alias}")
        )!;

    /// <summary>Whom a bucket notifies, as S3 says it.</summary>
    internal async Task<XDocument> NotificationsAsync(string bucket) =>
        XDocument.Parse(await _client.SendAsync("s3", HttpMethod.Get, $"/{bucket}?notification"));

    /// <summary>How many messages wait in a queue.</summary>
    internal async Task<int> WaitingAsync(string queueUrl)
    {
        var names = new[] { "ApproximateNumberOfMessages" };
        var answer = await SqsAsync("GetQueueAttributes", new { QueueUrl = queueUrl, AttributeNames = names });
        return int.Parse(answer!["Attributes"]![names[0]]!.ToString(), CultureInfo.InvariantCulture);
    }

    /// <summary>Calls SQS.</summary>
    internal async Task<JsonNode?> SqsAsync(string action, object request)
    {
        var answer = await _client.SendAsync(
            "sqs",
            HttpMethod.Post,
            "/",
            Json(request),
            "application/x-amz-json-1.0",
            $"AmazonSQS.{action}"
        );
        return answer.Length == 0 ? null : JsonNode.Parse(answer);
    }

    /// <summary>Calls CloudWatch Logs.</summary>
    internal Task LogsAsync(string action, object request) =>
        _client.SendAsync(
            "logs",
            HttpMethod.Post,
            "/",
            Json(request),
            "application/x-amz-json-1.1",
            $"Logs_20140328.{action}"
        );
}
