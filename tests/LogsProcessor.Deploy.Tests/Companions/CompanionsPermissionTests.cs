using System.Text.RegularExpressions;
using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>Each role allows what its function's code calls, where it calls it, and no more.</summary>
public sealed partial class CompanionsPermissionTests
{
    /// <summary>The IAM actions of each way to S3 that functions have.</summary>
    private static readonly Dictionary<string, string[]> ActionsOfWays = new()
    {
        ["Get"] = ["s3:GetObject"],
        ["FindAsync"] = ["s3:GetObject", "s3:ListBucket"],
        ["OpenRangeAsync"] = ["s3:GetObject"],
        ["ListAsync"] = ["s3:ListBucket"],
        ["OpenLister"] = ["s3:ListBucket"],
        ["OpenWrite"] = ["s3:PutObject", "s3:AbortMultipartUpload"],
        ["OpenDocuments"] = ["s3:GetObject", "s3:PutObject"],
        ["OpenCopier"] =
        [
            "s3:GetObject",
            "s3:GetObjectTagging",
            "s3:PutObject",
            "s3:PutObjectTagging",
            "s3:AbortMultipartUpload",
        ],
        ["OpenUploads"] = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
        // What is done with it is found by the names below.
        ["OpenMoves"] = [],
        ["MoveAsync"] =
        [
            "s3:GetObject",
            "s3:GetObjectTagging",
            "s3:PutObject",
            "s3:PutObjectTagging",
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
        ],
        ["PutJsonAsync"] = ["s3:PutObject"],
    };

    /// <summary>Programs of the terminal that lie in the same rooms.</summary>
    private static readonly string[] OfTerminal = ["OriginalsRemoval.cs", "QuarantineRedrive.cs", "CloneRun.cs"];

    public static TheoryData<string, string[]> Grants =>
        new()
        {
            {
                "Bundle",
                [
                    "s3:GetObject CommandBucket.Arn/*.bundle-request.json",
                    "s3:GetObject arn:aws:s3:::logs/AWSLogs/*",
                    "s3:ListBucket arn:aws:s3:::logs",
                    "s3:GetObject arn:aws:s3:::archives/*",
                    "s3:PutObject arn:aws:s3:::archives/*",
                    "s3:AbortMultipartUpload arn:aws:s3:::archives/*",
                    "s3:ListBucket arn:aws:s3:::archives",
                    "s3:ListBucket CommandBucket.Arn",
                    "sqs:SendMessage BundleFailureQueue.Arn",
                ]
            },
            {
                "Plan",
                [
                    "s3:GetObject CommandBucket.Arn/*.clone-request.json",
                    "s3:GetObject CommandBucket.Arn/clones/*",
                    "s3:PutObject CommandBucket.Arn/clones/*",
                    "s3:ListBucket CommandBucket.Arn",
                    "s3:ListBucket arn:aws:s3:::source",
                ]
            },
            {
                "Copy",
                [
                    "s3:GetObject CommandBucket.Arn/clones/*",
                    "s3:PutObject CommandBucket.Arn/clones/*",
                    "s3:ListBucket CommandBucket.Arn",
                    "s3:ListBucket arn:aws:s3:::source",
                    "s3:ListBucket arn:aws:s3:::destination",
                    "s3:GetObject arn:aws:s3:::source/*",
                    "s3:GetObjectTagging arn:aws:s3:::source/*",
                    "s3:GetObject arn:aws:s3:::destination/*",
                    "s3:PutObject arn:aws:s3:::destination/*",
                    "s3:PutObjectTagging arn:aws:s3:::destination/*",
                    "s3:AbortMultipartUpload arn:aws:s3:::destination/*",
                    "sqs:SendMessage CopyQueue.Arn",
                ]
            },
            {
                "Check",
                [
                    "s3:GetObject arn:aws:s3:::files/*",
                    "s3:GetObjectVersion arn:aws:s3:::files/*",
                    "s3:GetObject arn:aws:s3:::schemas/*",
                    "s3:GetObject CheckResults.Arn/checked/*",
                    "s3:PutObject CheckResults.Arn/checked/*",
                    "s3:AbortMultipartUpload CheckResults.Arn/checked/*",
                    "s3:ListBucket CheckResults.Arn",
                ]
            },
            {
                "Intake",
                [
                    "s3:GetObject UploadBucket.Arn/in/*",
                    "s3:PutObject UploadBucket.Arn/in/*",
                    "s3:AbortMultipartUpload UploadBucket.Arn/in/*",
                    "s3:ListMultipartUploadParts UploadBucket.Arn/in/*",
                    "s3:ListBucket UploadBucket.Arn",
                ]
            },
            {
                "Move",
                [
                    "s3:GetObject UploadBucket.Arn/in/*",
                    "s3:GetObjectVersion UploadBucket.Arn/in/*",
                    "s3:GetObjectTagging UploadBucket.Arn/in/*",
                    "s3:GetObjectVersionTagging UploadBucket.Arn/in/*",
                    "s3:DeleteObject UploadBucket.Arn/in/*",
                    "s3:DeleteObjectVersion UploadBucket.Arn/in/*",
                    "s3:GetObject ArchiveBucket.Arn/*",
                    "s3:PutObject ArchiveBucket.Arn/*",
                    "s3:PutObjectTagging ArchiveBucket.Arn/*",
                    "s3:AbortMultipartUpload ArchiveBucket.Arn/*",
                    "s3:GetObject UploadBucket.Arn/quarantine/*",
                    "s3:PutObject UploadBucket.Arn/quarantine/*",
                    "s3:PutObjectTagging UploadBucket.Arn/quarantine/*",
                    "s3:AbortMultipartUpload UploadBucket.Arn/quarantine/*",
                    "s3:ListBucket UploadBucket.Arn",
                    "s3:ListBucket ArchiveBucket.Arn",
                ]
            },
        };

    /// <summary>Roles, and the sources of their functions.</summary>
    public static TheoryData<string[], string[]> Sources =>
        new()
        {
            { ["Bundle"], ["LogsProcessor.Functions/Bundle", "LogsProcessor.Bundle"] },
            { ["Plan", "Copy"], ["LogsProcessor.Functions/Clone", "LogsProcessor.Clone"] },
            { ["Check"], ["LogsProcessor.Functions/Check"] },
            { ["Intake", "Move"], ["LogsProcessor.Functions/Intake", "LogsProcessor.Intake"] },
            { ["Move"], ["LogsProcessor.Functions/Intake", "LogsProcessor.Intake/Moving"] },
        };

    [Theory]
    [MemberData(nameof(Grants))]
    public void A_role_allows_exactly_what_its_function_calls_for(string role, string[] expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        string[] log = [$"logs:CreateLogStream {role}LogGroup.Arn", $"logs:PutLogEvents {role}LogGroup.Arn"];
        var queue = new[] { "ReceiveMessage", "DeleteMessage", "GetQueueAttributes" }
            .Where(_ => role != "Intake")
            .Select(it => $"sqs:{it} {role}Queue.Arn");

        Assert.Equal([.. expected.Concat(log).Concat(queue).Order()], Allowed(role).Order());
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_way_to_S3_that_the_code_takes_is_allowed(string[] roles, string[] folders)
    {
        ArgumentNullException.ThrowIfNull(roles);
        var allowed = roles.SelectMany(Allowed).Select(it => it.Split(' ')[0]).ToHashSet();
        var ways = WaysIn(folders);

        Assert.NotEmpty(ways);
        Assert.All(ways, it => Assert.Contains(it, ActionsOfWays.Keys));
        Assert.All(ways.SelectMany(it => ActionsOfWays[it]), it => Assert.Contains(it, allowed));
    }

    [Fact]
    public void Who_uploads_with_credentials_can_do_nothing_else_and_only_the_endpoint_gives_them()
    {
        var stack = CompanionsTemplate.With(["Intake"]);
        var trust = stack.Properties("UploadRole")["AssumeRolePolicyDocument"]!["Statement"]![0]!;
        var assume = stack.Properties("UploadRolePolicy");

        Assert.Equal(
            ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
            Allowed("Upload").Select(it => it.Split(' ')[0]).Order()
        );
        Assert.All(Allowed("Upload"), it => Assert.EndsWith(" UploadBucket.Arn/in/*", it, StringComparison.Ordinal));
        Assert.Equal("IntakeRole.Arn", trust["Principal"]!["AWS"]!.ToString());
        Assert.Equal("IntakeRole", Assert.Single(assume["Roles"]!.AsArray())!.ToString());
        Assert.Equal("UploadRole.Arn", assume["PolicyDocument"]!["Statement"]![0]!["Resource"]!.ToString());
    }

    private static IEnumerable<string> Allowed(string role)
    {
        var stack = CompanionsTemplate.With(
            CompanionsTemplate.Parts.Keys,
            "BundleSourcePrefix=AWSLogs/;BundleSchedule=rate(1 day);SchemaBucket=schemas"
        );
        return stack.Properties($"{role}Role")["Policies"]!
            .AsArray()
            .SelectMany(it => it!["PolicyDocument"]!["Statement"]!.AsArray())
            .SelectMany(it =>
                Policy
                    .Many(it!["Action"])
                    .SelectMany(action => Policy.Many(it["Resource"]).Select(resource => $"{action} {resource}"))
            );
    }

    private static HashSet<string> WaysIn(IEnumerable<string> folders) =>
        folders
            .SelectMany(it =>
                Directory.EnumerateFiles(Repository.PathOf("src", it), "*.cs", SearchOption.AllDirectories)
            )
            .Where(it => !it.Contains("/obj/", StringComparison.Ordinal) && !OfTerminal.Contains(Path.GetFileName(it)))
            .SelectMany(it => Way().Matches(File.ReadAllText(it)).Select(match => match.Groups[1].Value))
            .ToHashSet();

    /// <summary>A call of what opens S3, wherever the code has one at hand.</summary>
    [GeneratedRegex(@"\b_?objects\.(?!Dispose)(\w+)\(")]
    private static partial Regex Way();
}
