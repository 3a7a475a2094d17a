using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogsProcessor.Testing.Services;

/// <summary>A message taken out of a queue.</summary>
public sealed record SqsMessage(string MessageId, string ReceiptHandle, string Body, string QueueArn)
{
    /// <summary>The event in which Lambda's event source mapping hands messages to a function.</summary>
    public static string ToLambdaEvent(IEnumerable<SqsMessage> messages)
    {
        var records = messages.Select(message => new JsonObject
        {
            ["messageId"] = message.MessageId,
            ["receiptHandle"] = message.ReceiptHandle,
            ["body"] = message.Body,
            ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = "1" },
            ["messageAttributes"] = new JsonObject(),
            ["md5OfBody"] = "",
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = message.QueueArn,
            ["awsRegion"] = "us-east-1",
        });
        return new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString(JsonSerializerOptions.Default);
    }
}
