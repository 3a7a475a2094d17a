using LogsProcessor.Aws.Roles;
using LogsProcessor.Intake.Tests.StandIn;

namespace LogsProcessor.Intake.Tests.Signing;

/// <summary>What a session may do, action by action.</summary>
public sealed class SessionPolicyTests
{
    private const string Bucket = "arn:aws:s3:::uploads";
    private const string Key = "in/partner-a/2026/03/04/01KJVW/a*b?c${aws:username}.csv";
    private const string Other = "in/partner-b/2026/03/04/01KJVW/report.csv";

    [Theory]
    [InlineData("s3:PutObject")]
    [InlineData("s3:AbortMultipartUpload")]
    [InlineData("s3:ListMultipartUploadParts")]
    public void Uploading_the_key_is_allowed(string action) =>
        Assert.True(PolicyEvaluator.Allows(SessionPolicy.ForKey("aws", "uploads", Key), action, $"{Bucket}/{Key}"));

    [Theory]
    [InlineData("s3:GetObject", Key)]
    [InlineData("s3:GetObjectVersion", Key)]
    [InlineData("s3:DeleteObject", Key)]
    [InlineData("s3:DeleteObjectVersion", Key)]
    [InlineData("s3:PutObjectAcl", Key)]
    [InlineData("s3:PutObjectTagging", Key)]
    [InlineData("s3:PutObjectRetention", Key)]
    [InlineData("s3:RestoreObject", Key)]
    [InlineData("s3:PutObject", Other)]
    [InlineData("s3:AbortMultipartUpload", Other)]
    [InlineData("s3:ListMultipartUploadParts", Other)]
    [InlineData("s3:PutObject", Key + "2")]
    [InlineData("s3:PutObject", "in/partner-a/2026/03/04/01KJVW/a-anything-bxc${aws:username}.csv")]
    [InlineData("s3:PutObject", "in/partner-a/2026/03/04/01KJVW/a*b?calice.csv")]
    [InlineData("s3:PutObject", "in/partner-a/2026/03/04/01KJVW/")]
    [InlineData("s3:ListBucket", null)]
    [InlineData("s3:ListBucketMultipartUploads", null)]
    [InlineData("s3:PutBucketPolicy", null)]
    [InlineData("s3:DeleteBucket", null)]
    [InlineData("sts:AssumeRole", null)]
    [InlineData("iam:CreateUser", null)]
    public void Anything_else_is_denied(string action, string? key)
    {
        var policy = SessionPolicy.ForKey("aws", "uploads", Key);

        Assert.False(PolicyEvaluator.Allows(policy, action, key is null ? Bucket : $"{Bucket}/{key}"));
    }

    [Theory]
    [InlineData("s3:PutObject", "in/partner-a/x", true)]
    [InlineData("s3:PutObject", "quarantine/x", false)]
    [InlineData("s3:GetObject", "in/partner-a/x", false)]
    [InlineData("s3:DeleteObject", "in/partner-a/x", false)]
    public void Signing_session_may_only_put_under_the_prefix(string action, string key, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            PolicyEvaluator.Allows(SessionPolicy.ForSigning("aws", "uploads", "in/"), action, $"{Bucket}/{key}")
        );

    [Fact]
    public void Policy_of_the_longest_key_fits_into_a_request() =>
        Assert.True(SessionPolicy.ForKey("aws-us-gov", new string('b', 63), new string('k', 1024)).Length <= 2048);
}
