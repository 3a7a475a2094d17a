using LogsProcessor.Aws.Logs;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Tests.Logs;

public sealed class LogGroupOptionsTests
{
    [Fact]
    public void Own_endpoint_goes_before_the_one_of_all_services_and_needs_no_region()
    {
        var options = Read(
            out var faults,
            ("AWS_ENDPOINT_URL", "https://all.example"),
            ("AWS_ENDPOINT_URL_LOGS", "https://logs.example")
        );

        Assert.Empty(faults);
        Assert.Equal(("https://logs.example/", "us-east-1"), (options.Endpoint?.AbsoluteUri, options.Region));
    }

    [Fact]
    public void Endpoint_of_all_services_holds_for_this_one()
    {
        var options = Read(out _, ("AWS_ENDPOINT_URL", "https://all.example"), ("AWS_REGION", "eu-west-1"));

        Assert.Equal(("https://all.example/", "eu-west-1"), (options.Endpoint?.AbsoluteUri, options.Region));
    }

    [Fact]
    public void Without_an_endpoint_the_region_is_needed()
    {
        Read(out var faults);

        Assert.Equal(["AWS_REGION is not set: an AWS region is needed, as in eu-west-1"], faults);
    }

    private static LogGroupOptions Read(
        out IReadOnlyList<string> faults,
        params (string Name, string Value)[] variables
    )
    {
        var reader = new SettingsReader(name => variables.FirstOrDefault(it => it.Name == name).Value);
        var options = LogGroupOptions.Read(reader);
        faults = reader.Faults;
        return options;
    }
}
