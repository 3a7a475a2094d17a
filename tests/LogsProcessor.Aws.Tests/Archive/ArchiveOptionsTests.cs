using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Checkpoints;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Tests.Archive;

public sealed class ArchiveOptionsTests
{
    [Fact]
    public void Without_settings_everything_stays_as_it_is()
    {
        var settings = Settings();

        Assert.Equal(new ArchiveOptions(), ArchiveOptions.Read(settings));
        Assert.Null(CheckpointOptions.Read(settings));
        Assert.Empty(settings.Faults);
    }

    [Fact]
    public void Settings_are_read()
    {
        var settings = Settings(
            ("ON_DONE", "move"),
            ("ON_FAIL", "quarantine"),
            ("ARCHIVE_BUCKET", "archive"),
            ("ARCHIVE_PREFIX", "done/"),
            ("CHECKPOINT_BUCKET", "places")
        );

        Assert.Equal(
            new ArchiveOptions
            {
                OnDone = OnDone.Move,
                OnFail = OnFail.Quarantine,
                Bucket = "archive",
                Prefix = "done/",
            },
            ArchiveOptions.Read(settings)
        );
        Assert.Equal(new CheckpointOptions("places", "checkpoints/"), CheckpointOptions.Read(settings));
        Assert.Empty(settings.Faults);
    }

    [Fact]
    public void Faults_are_told_together()
    {
        var settings = Settings(("ON_DONE", "move"), ("ON_FAIL", "burn"), ("CHECKPOINT_PREFIX", "p/"));

        ArchiveOptions.Read(settings);
        CheckpointOptions.Read(settings);

        Assert.Equal(
            [
                "ON_FAIL is 'burn': allowed: keep, quarantine",
                "ON_DONE is 'move': ARCHIVE_BUCKET or ARCHIVE_PREFIX is needed to move objects to",
                "CHECKPOINT_BUCKET is not set: a bucket is needed for CHECKPOINT_PREFIX to mean anything",
            ],
            settings.Faults
        );
    }

    [Theory]
    [InlineData(null, "done/", "logs", "done/a.log", true)]
    [InlineData(null, "done/", "logs", "a.log", false)]
    [InlineData("archive", "done/", "archive", "done/a.log", true)]
    [InlineData("archive", "done/", "logs", "done/a.log", false)]
    [InlineData("archive", "", "archive", "a.log", false)]
    public void Object_that_lies_in_the_archive_is_known(
        string? to,
        string prefix,
        string bucket,
        string key,
        bool isThere
    ) =>
        Assert.Equal(
            isThere,
            new ArchiveOptions
            {
                OnDone = OnDone.Move,
                Bucket = to,
                Prefix = prefix,
            }.IsArchived(bucket, key)
        );

    private static SettingsReader Settings(params (string Name, string Value)[] values) =>
        new(name => values.FirstOrDefault(value => value.Name == name).Value);
}
