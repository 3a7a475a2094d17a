using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>The role allows what the code calls, where it calls it, and no more.</summary>
public sealed partial class PermissionTests
{
    private const string Logs = "arn:aws:s3:::orders-logs/AWSLogs/*";

    /// <summary>What every function needs: its objects to read, its log to write.</summary>
    private static readonly string[] Least =
    [
        $"s3:GetObject {Logs}",
        $"s3:GetObjectVersion {Logs}",
        "logs:CreateLogStream LogGroup.Arn",
        "logs:PutLogEvents LogGroup.Arn",
    ];

    private static readonly string[] Queue =
    [
        "sqs:ReceiveMessage Queue.Arn",
        "sqs:DeleteMessage Queue.Arn",
        "sqs:GetQueueAttributes Queue.Arn",
    ];

    /// <summary>The IAM actions of each call that the code makes of S3's client.</summary>
    private static readonly Dictionary<string, string[]> ActionsOfCalls = new()
    {
        ["GetObjectAsync"] = ["s3:GetObject", "s3:GetObjectVersion"],
        ["GetObjectMetadataAsync"] = ["s3:GetObject", "s3:GetObjectVersion"],
        ["PutObjectAsync"] = ["s3:PutObject"],
        ["DeleteObjectAsync"] = ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        ["CopyObjectAsync"] = ["s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging"],
        ["CopyPartAsync"] = ["s3:GetObject", "s3:PutObject"],
        ["InitiateMultipartUploadAsync"] = ["s3:PutObject"],
        ["CompleteMultipartUploadAsync"] = ["s3:PutObject"],
        ["AbortMultipartUploadAsync"] = ["s3:AbortMultipartUpload"],
        ["GetObjectTaggingAsync"] = ["s3:GetObjectTagging", "s3:GetObjectVersionTagging"],
        ["PutObjectTaggingAsync"] = ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
        // Not this function's: the command line's, and the companions', whose roles have tests of their own.
        ["ListObjectsV2Async"] = [],
        ["ListPartsAsync"] = [],
        ["UploadPartAsync"] = [],
        ["AssumeAsync"] = [],
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_role_allows_exactly_what_its_parameters_call_for(string parameters, string[] expected)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var stack = Template.With([
            .. parameters
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(it => it.Split('='))
                .Select(it => (it[0], it[1])),
        ]);

        Assert.Equal(expected.Concat(Least).Order(), Allowed(stack).Order());
    }

    public static TheoryData<string, string[]> Cases =>
        new()
        {
            { "", Queue },
            { "Trigger=Direct", ["sqs:SendMessage FailureQueue.Arn"] },
            {
                "CheckpointBucket=places",
                [
                    .. Queue,
                    "sqs:SendMessage Queue.Arn",
                    "s3:GetObject arn:aws:s3:::places/checkpoints/*",
                    "s3:PutObject arn:aws:s3:::places/checkpoints/*",
                    "s3:DeleteObject arn:aws:s3:::places/checkpoints/*",
                    "s3:ListBucket arn:aws:s3:::places",
                ]
            },
            {
                "OnDone=move;ArchiveBucket=archive;ArchivePrefix=old/",
                [
                    .. Queue,
                    $"s3:GetObjectTagging {Logs}",
                    $"s3:GetObjectVersionTagging {Logs}",
                    $"s3:DeleteObject {Logs}",
                    $"s3:DeleteObjectVersion {Logs}",
                    "s3:PutObject arn:aws:s3:::archive/old/*",
                    "s3:PutObjectTagging arn:aws:s3:::archive/old/*",
                    "s3:AbortMultipartUpload arn:aws:s3:::archive/old/*",
                    "s3:GetObject arn:aws:s3:::archive/old/*",
                ]
            },
            {
                "OnDone=tag",
                [
                    .. Queue,
                    $"s3:GetObjectTagging {Logs}",
                    $"s3:GetObjectVersionTagging {Logs}",
                    $"s3:PutObjectTagging {Logs}",
                    $"s3:PutObjectVersionTagging {Logs}",
                ]
            },
            { "OnFail=quarantine", [.. Queue, $"s3:PutObject {Logs}.error.json"] },
            { "KmsKeyArn=arn:key", [.. Queue, "kms:Decrypt arn:key", "kms:GenerateDataKey arn:key"] },
            {
                "VpcId=vpc-1a;SubnetIds=subnet-1a",
                [
                    .. Queue,
                    "ec2:CreateNetworkInterface *",
                    "ec2:DescribeNetworkInterfaces *",
                    "ec2:DescribeSubnets *",
                    "ec2:DeleteNetworkInterface *",
                    "ec2:AssignPrivateIpAddresses *",
                    "ec2:UnassignPrivateIpAddresses *",
                ]
            },
        };

    [Fact]
    public void Every_call_that_the_code_makes_of_S3_is_allowed()
    {
        var allowed = new[] { "OnDone=move", "OnDone=tag" }
            .SelectMany(it =>
                Allowed(
                    Template.With(
                        ("OnDone", it[7..]),
                        ("ArchiveBucket", "archive"),
                        ("CheckpointBucket", "places"),
                        ("OnFail", "quarantine")
                    )
                )
            )
            .Select(it => it.Split(' ')[0])
            .ToHashSet();
        var calls = CallsInSource().ToList();

        Assert.Contains("GetObjectAsync", calls);
        Assert.All(calls, it => Assert.Contains(it, ActionsOfCalls.Keys));
        Assert.All(calls.SelectMany(it => ActionsOfCalls[it]), it => Assert.Contains(it, allowed));
    }

    [Fact]
    public void Every_call_that_the_code_makes_of_SQS_is_allowed_where_it_makes_it()
    {
        var calls = Sources().SelectMany(it => SqsCall().Matches(it).Select(match => match.Groups[1].Value));

        Assert.Equal("SendMessage", Assert.Single(calls));
        Assert.Contains("sqs:SendMessage Queue.Arn", Allowed(Template.With(("CheckpointBucket", "places"))));
    }

    private static IEnumerable<string> Allowed(StackModel stack) =>
        stack.Properties("Role")["Policies"]!
            .AsArray()
            .SelectMany(it => it!["PolicyDocument"]!["Statement"]!.AsArray())
            .SelectMany(it =>
                Policy
                    .Many(it!["Action"])
                    .SelectMany(action => Policy.Many(it["Resource"]).Select(resource => $"{action} {resource}"))
            );

    private static IEnumerable<string> CallsInSource() =>
        Sources().SelectMany(it => Call().Matches(it).Select(match => match.Groups[1].Value)).Distinct();

    private static IEnumerable<string> Sources() =>
        new[] { "LogsProcessor.Aws", "LogsProcessor.Functions" }
            .SelectMany(it =>
                Directory.EnumerateFiles(Repository.PathOf("src", it), "*.cs", SearchOption.AllDirectories)
            )
            .Where(it => !it.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    /// <summary>A call of S3's client, wherever the code has one at hand.</summary>
    [GeneratedRegex(@"\b(?:client|s3|_client|_s3)\.(\w+Async)\(", RegexOptions.IgnoreCase)]
    private static partial Regex Call();

    /// <summary>An action of SQS, which the code calls by its name.</summary>
    [GeneratedRegex(@"""AmazonSQS\.(\w+)""")]
    private static partial Regex SqsCall();
}
