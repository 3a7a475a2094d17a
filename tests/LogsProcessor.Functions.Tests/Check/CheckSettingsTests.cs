using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Check;

namespace LogsProcessor.Functions.Tests.Check;

public sealed class CheckSettingsTests
{
    [Theory]
    [InlineData("in/")]
    [InlineData("in/=bucket/key")]
    [InlineData("in/=s3://")]
    [InlineData("in/=s3://schemas/")]
    [InlineData("in/=s3://schemas/a.json,out/")]
    public void Schemas_that_name_no_object_are_a_fault(string schemas)
    {
        var fault = Assert.Throws<SettingsException>(() => Read(("SCHEMAS", schemas), ("UNIQUE_MB", "x")));

        Assert.Equal(
            $"SCHEMAS is '{schemas}': prefix=s3://bucket/key[,prefix=s3://bucket/key] is allowed; "
                + "UNIQUE_MB is 'x': a whole number from 0 to 4096 is allowed",
            fault.Message
        );
    }

    [Fact]
    public void Results_lie_in_the_own_bucket_below_checked_unless_told_otherwise()
    {
        var own = Read().Results;
        var other = Read(("CHECK_BUCKET", "results"), ("CHECK_PREFIX", "r/")).Results;

        Assert.Equal(
            "s3://files/checked/in/a.csv/e1/report.json",
            own.PlaceOf("files", "in/a.csv", "e1").Report.ToString()
        );
        Assert.Equal(
            "s3://results/r/in/a.csv/e1/result.csv.gz",
            other.PlaceOf("files", "in/a.csv", "e1").Rows.ToString()
        );
        Assert.True(own.IsResult("files", "checked/x"));
        Assert.False(other.IsResult("files", "r/x"));
    }

    private static CheckSettings Read(params (string Name, string Value)[] given)
    {
        var settings = new SettingsReader(name =>
            name == "AWS_REGION" ? "us-east-1" : given.FirstOrDefault(setting => setting.Name == name).Value
        );
        var read = CheckSettings.Read(settings);
        settings.ThrowIfFaulty();
        return read;
    }
}
