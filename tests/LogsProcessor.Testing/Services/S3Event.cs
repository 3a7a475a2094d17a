using System.Net;
using System.Text.Json.Nodes;

namespace LogsProcessor.Testing.Services;

/// <summary>Makes S3's event notifications.</summary>
public static class S3Event
{
    /// <summary>One notification of several objects created; keys are encoded as S3 does it.</summary>
    public static string ObjectsCreated(string bucket, params IEnumerable<string> keys)
    {
        var records = keys.Select(key => new JsonObject
        {
            ["eventVersion"] = "2.1",
            ["eventSource"] = "aws:s3",
            ["awsRegion"] = "us-east-1",
            ["eventTime"] = "2026-03-04T05:06:07.000Z",
            ["eventName"] = "ObjectCreated:Put",
            ["s3"] = new JsonObject
            {
                ["s3SchemaVersion"] = "1.0",
                ["configurationId"] = "created",
                ["bucket"] = new JsonObject { ["name"] = bucket, ["arn"] = $"arn:aws:s3:::{bucket}" },
                ["object"] = new JsonObject { ["key"] = WebUtility.UrlEncode(key) },
            },
        });
        return new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString();
    }
}
