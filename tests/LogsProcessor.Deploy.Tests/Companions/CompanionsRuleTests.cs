namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>Parameters that do not go together are refused before anything is made.</summary>
public sealed class CompanionsRuleTests
{
    [Theory]
    [InlineData("Bundle on needs", "Bundle=on;CommandBucketName=c;BundleSourceBucket=s")]
    [InlineData("Clone on needs", "Clone=on;CommandBucketName=c;CloneSourceBucket=s")]
    [InlineData("neither", "Clone=on;CommandBucketName=s;CloneSourceBucket=s;CloneDestinationBucket=d")]
    [InlineData("neither", "Clone=on;CommandBucketName=d;CloneSourceBucket=s;CloneDestinationBucket=d")]
    [InlineData("Check on needs", "Check=on;CheckFilesBucket=f")]
    [InlineData("another than CheckFilesBucket", "Check=on;CheckFilesBucket=f;CheckResultBucket=f")]
    [InlineData("Schemas needs SchemaBucket", "Schemas=in/=s3://b/k")]
    [InlineData("Intake or Move on needs", "Intake=on;UploadBucketName=u")]
    [InlineData("Intake or Move on needs", "Move=on;ArchiveBucketName=a")]
    [InlineData("another than UploadBucketName", "Move=on;UploadBucketName=u;ArchiveBucketName=u")]
    [InlineData("another than UploadPrefix", "Move=on;UploadBucketName=u;ArchiveBucketName=a;QuarantinePrefix=in/")]
    [InlineData("JwtAudience are given together", "JwtIssuer=https://issuer.example.net")]
    [InlineData("JwtAudience are given together", "JwtAudience=uploads")]
    public void What_does_not_go_together_is_refused_with_the_reason(string reason, string parameters) =>
        Assert.Contains(
            CompanionsTemplate.With([], parameters).Faults,
            it => it.Contains(reason, StringComparison.Ordinal)
        );
}
