using LogsProcessor.Aws.Objects;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Tests.Objects;

public sealed class S3OptionsTests
{
    [Fact]
    public void Region_alone_is_enough_and_means_aws() =>
        Assert.Equal(new S3Options { Region = "eu-west-1" }, Read(out _, ("AWS_REGION", "eu-west-1")));

    [Fact]
    public void Default_region_counts_where_the_region_is_not_set() =>
        Assert.Equal("eu-north-1", Read(out _, ("AWS_DEFAULT_REGION", "eu-north-1")).Region);

    [Fact]
    public void Region_comes_before_the_default_region() =>
        Assert.Equal(
            "eu-west-1",
            Read(out _, ("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "eu-north-1")).Region
        );

    [Fact]
    public void Endpoint_means_path_style_and_needs_no_region()
    {
        var options = Read(out var faults, ("AWS_ENDPOINT_URL", "http://127.0.0.1:9000"));

        Assert.Empty(faults);
        Assert.Equal(
            new S3Options
            {
                Endpoint = new Uri("http://127.0.0.1:9000"),
                ForcePathStyle = true,
                Region = "us-east-1",
            },
            options
        );
    }

    [Fact]
    public void Endpoint_for_s3_comes_before_the_one_for_all_services() =>
        Assert.Equal(
            new Uri("https://s3.example"),
            Read(
                out _,
                ("AWS_ENDPOINT_URL", "https://all.example"),
                ("AWS_ENDPOINT_URL_S3", "https://s3.example")
            ).Endpoint
        );

    [Fact]
    public void Path_style_can_be_switched_off_for_an_endpoint() =>
        Assert.False(
            Read(out _, ("AWS_ENDPOINT_URL_S3", "https://s3.example"), ("S3_FORCE_PATH_STYLE", "off")).ForcePathStyle
        );

    [Theory]
    [InlineData("localhost:9000")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("/tmp")]
    [InlineData("http://")]
    [InlineData("http://127.0.0.1?x=1")]
    [InlineData("http://user:pass@127.0.0.1")]
    public void Endpoint_that_is_no_address_is_a_fault(string value)
    {
        Read(out var faults, ("AWS_ENDPOINT_URL_S3", value));

        Assert.Equal(
            [$"AWS_ENDPOINT_URL_S3 is '{value}': an http or https address is allowed, as in http://127.0.0.1:9000"],
            faults
        );
    }

    [Fact]
    public void All_faults_are_told_together()
    {
        Read(
            out var faults,
            ("AWS_ENDPOINT_URL", "nowhere"),
            ("S3_FORCE_PATH_STYLE", "perhaps"),
            ("AWS_DEFAULT_REGION", "EU west")
        );

        Assert.Equal(
            [
                "AWS_ENDPOINT_URL is 'nowhere': an http or https address is allowed, as in http://127.0.0.1:9000",
                "S3_FORCE_PATH_STYLE is 'perhaps': allowed: on, off",
                "AWS_DEFAULT_REGION is 'EU west': an AWS region is needed, as in eu-west-1",
            ],
            faults
        );
    }

    [Fact]
    public void Neither_region_nor_endpoint_is_a_fault()
    {
        Read(out var faults);

        Assert.Equal(["AWS_REGION is not set: an AWS region is needed, as in eu-west-1"], faults);
    }

    private static S3Options Read(out IReadOnlyList<string> faults, params (string Name, string Value)[] given)
    {
        var settings = new SettingsReader(name => given.FirstOrDefault(pair => pair.Name == name).Value);
        var options = S3Options.Read(settings);
        faults = settings.Faults;
        return options;
    }
}
