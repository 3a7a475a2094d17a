using System.Text.Json.Nodes;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>Who else may do what: load balancers with the bucket, the bucket with queue and function.</summary>
public sealed class ResourcePolicyTests
{
    [Fact]
    public void Balancers_may_put_logs_and_nobody_may_do_anything_without_TLS()
    {
        var statements = Template
            .With(("ElbAccountRegion", "eu-west-1"), ("LogsPrefix", "api/"))
            .Properties("LogsBucketPolicy")["PolicyDocument"]!["Statement"]!.AsArray();

        Assert.Equal(
            [
                "Allow logdelivery.elasticloadbalancing.amazonaws.com s3:PutObject arn:aws:s3:::orders-logs/api/AWSLogs/111122223333/*",
                "Allow arn:aws:iam::156460612806:root s3:PutObject arn:aws:s3:::orders-logs/api/AWSLogs/111122223333/*",
                "Allow delivery.logs.amazonaws.com s3:PutObject arn:aws:s3:::orders-logs/api/AWSLogs/111122223333/*",
                "Allow delivery.logs.amazonaws.com s3:GetBucketAcl arn:aws:s3:::orders-logs",
                "Deny * s3:* arn:aws:s3:::orders-logs arn:aws:s3:::orders-logs/*",
            ],
            statements.Select(it =>
                $"{it!["Effect"]} {(it["Principal"] as JsonObject)?.First().Value ?? it["Principal"]} {it["Action"]} {string.Join(' ', Policy.Many(it["Resource"]))}"
            )
        );
    }

    [Fact]
    public void Only_this_bucket_of_this_account_may_notify_the_queue()
    {
        var statement = Template.With().Properties("QueuePolicy")["PolicyDocument"]!["Statement"]![0]!;

        Assert.Equal("s3.amazonaws.com", statement["Principal"]!["Service"]!.ToString());
        Assert.Equal("111122223333", statement["Condition"]!["StringEquals"]!["aws:SourceAccount"]!.ToString());
        Assert.Equal("arn:aws:s3:::orders-logs", statement["Condition"]!["ArnEquals"]!["aws:SourceArn"]!.ToString());
    }

    [Fact]
    public void Only_this_bucket_of_this_account_may_invoke_the_alias()
    {
        var permission = Template.With(("Trigger", "Direct")).Properties("InvokePermission");

        Assert.Equal(
            ("Alias", "s3.amazonaws.com", "111122223333", "arn:aws:s3:::orders-logs"),
            (
                permission["FunctionName"]!.ToString(),
                permission["Principal"]!.ToString(),
                permission["SourceAccount"]!.ToString(),
                permission["SourceArn"]!.ToString()
            )
        );
    }
}

/// <summary>Policies as they are written.</summary>
internal static class Policy
{
    /// <summary>One text, or several.</summary>
    internal static IEnumerable<string> Many(JsonNode? node) =>
        node is JsonArray array ? array.Select(it => it!.ToString()) : [node!.ToString()];
}
