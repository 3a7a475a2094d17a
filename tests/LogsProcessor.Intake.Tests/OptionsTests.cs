using LogsProcessor.Core.Settings;
using LogsProcessor.Intake.Moving;

namespace LogsProcessor.Intake.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void All_faults_of_the_endpoint_are_told_together()
    {
        var settings = Reader(
            ("UPLOAD_PREFIX", "in"),
            ("UPLOAD_PART_MB", "4"),
            ("UPLOAD_EXPIRES_SECONDS", "59"),
            ("UPLOAD_ROLE_ARN", "uploads"),
            ("AWS_REGION", "eu-west-1")
        );

        IntakeOptions.Read(settings);

        Assert.Equal(
            [
                "UPLOAD_BUCKET is not set: a bucket's name is needed",
                "UPLOAD_PREFIX is 'in': letters, digits, - _ . / are allowed, and a slash at the end, as in in/",
                "UPLOAD_PART_MB is '4': a whole number from 5 to 5120 is allowed",
                "UPLOAD_EXPIRES_SECONDS is '59': a whole number from 60 to 43200 is allowed",
                "UPLOAD_ROLE_ARN is 'uploads': a role's ARN is allowed, as in arn:aws:iam::123456789012:role/uploads",
            ],
            settings.Faults
        );
    }

    [Fact]
    public void Signatures_may_not_outlive_the_sessions_that_sign()
    {
        var settings = Reader(
            ("UPLOAD_BUCKET", "uploads"),
            ("UPLOAD_EXPIRES_SECONDS", "1800"),
            ("UPLOAD_ROLE_SECONDS", "900"),
            ("UPLOAD_ROLE_ARN", "arn:aws:iam::123456789012:role/uploads"),
            ("AWS_REGION", "eu-west-1")
        );

        IntakeOptions.Read(settings);

        Assert.Equal(["UPLOAD_EXPIRES_SECONDS is '1800': at most UPLOAD_ROLE_SECONDS is allowed"], settings.Faults);
    }

    [Theory]
    [InlineData("uploads", "", "quarantine/", "ARCHIVE_PREFIX is not set")]
    [InlineData("uploads", "in/done/", "quarantine/", "ARCHIVE_PREFIX is 'in/done/'")]
    [InlineData("archive", "", "in/bad/", "QUARANTINE_PREFIX is 'in/bad/'")]
    public void Files_are_not_moved_to_where_they_would_be_moved_again(
        string archive,
        string prefix,
        string quarantine,
        string fault
    )
    {
        var settings = Reader(
            ("UPLOAD_BUCKET", "uploads"),
            ("ARCHIVE_BUCKET", archive),
            ("ARCHIVE_PREFIX", prefix),
            ("QUARANTINE_PREFIX", quarantine),
            ("AWS_REGION", "eu-west-1")
        );

        MoveOptions.Read(settings);

        var told = Assert.Single(settings.Faults);
        Assert.Equal($"{fault}: in the bucket of uploads, a prefix outside of 'in/' is needed", told);
    }

    [Fact]
    public void Prefix_that_leads_back_together_with_that_of_uploads_is_refused()
    {
        var settings = Reader(
            ("UPLOAD_BUCKET", "uploads"),
            ("UPLOAD_PREFIX", "in/in/"),
            ("ARCHIVE_BUCKET", "uploads"),
            ("ARCHIVE_PREFIX", "in/"),
            ("AWS_REGION", "eu-west-1")
        );

        MoveOptions.Read(settings);

        Assert.StartsWith("ARCHIVE_PREFIX is 'in/'", Assert.Single(settings.Faults), StringComparison.Ordinal);
    }

    private static SettingsReader Reader(params (string Name, string Value)[] values) =>
        new(name => values.FirstOrDefault(it => it.Name == name).Value);
}
