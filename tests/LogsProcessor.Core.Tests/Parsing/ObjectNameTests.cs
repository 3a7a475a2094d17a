using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class ObjectNameTests
{
    private const string Folder = "AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/04/";

    [Theory]
    [InlineData(
        Folder + "111122223333_elasticloadbalancing_eu-west-1_edge-clb_20260304T0510Z_192.0.2.1_1a2b.log",
        LogFormat.Classic
    )]
    [InlineData(
        Folder + "111122223333_elasticloadbalancing_eu-west-1_app.lb.0123_20260304T0510Z_192.0.2.1_1a2b.log.gz",
        LogFormat.Alb
    )]
    [InlineData(
        Folder + "conn_log_111122223333_elasticloadbalancing_eu-west-1_app.lb.0123_20260304T0510Z_192.0.2.1_1a.log.gz",
        LogFormat.AlbConnection
    )]
    [InlineData(
        Folder + "conn_log.111122223333_elasticloadbalancing_eu-west-1_app.lb.0123_20260304T0510Z_192.0.2.1_1a.log.gz",
        LogFormat.AlbConnection
    )]
    [InlineData(
        Folder + "health_check_log_111122223333_elasticloadbalancing_eu-west-1_app.lb.0123_x.log.gz",
        LogFormat.AlbHealthCheck
    )]
    [InlineData(
        Folder + "111122223333_elasticloadbalancing_eu-west-1_net.lb.0123_20260304T0510Z_1a2b.log.gz",
        LogFormat.Nlb
    )]
    [InlineData(
        "my/own/prefix_app./" + Folder + "111122223333_elasticloadbalancing_eu-west-1_net.lb.0123_x.log.gz",
        LogFormat.Nlb
    )]
    [InlineData(Folder + "111122223333_elasticloadbalancing_eu-west-1_edge-clb_x.log.gz", LogFormat.Unknown)]
    [InlineData(Folder + "111122223333_elasticloadbalancing_eu-west-1_edge-clb_x.txt", LogFormat.Unknown)]
    [InlineData("copied.log", LogFormat.Unknown)]
    [InlineData("", LogFormat.Unknown)]
    public void Format_follows_from_the_last_part_of_the_key(string key, LogFormat format) =>
        Assert.Equal(format, ObjectName.Parse(key).Format);

    [Theory]
    [InlineData("p/AWSLogs/123/elasticloadbalancing/us-gov-east-1/2026/x.log", "123", "us-gov-east-1")]
    [InlineData("AWSLogs/o-a1b2/123/elasticloadbalancing/cn-north-1/2026/x.log", "123", "cn-north-1")]
    [InlineData("AWSLogs/1/elasticloadbalancing/a/AWSLogs/2/elasticloadbalancing/b/x.log", "2", "b")]
    [InlineData("999_elasticloadbalancing_eu-west-3_app.x.log.gz", "999", "eu-west-3")]
    [InlineData("AWSLogs/1/elasticloadbalancing/a/9_elasticloadbalancing_c_app.x.log.gz", "9", "c")]
    [InlineData("other/x.log", null, null)]
    public void Account_and_region_are_those_of_the_file_name_or_behind_the_last_AWSLogs(
        string key,
        string? account,
        string? region
    )
    {
        var name = ObjectName.Parse(key);
        Assert.Equal((account, region), (name.Account, name.Region));
    }

    [Theory]
    [InlineData("AWSLogs/111122223333/ELBAccessLogTestFile", true)]
    [InlineData("AWSLogs/111122223333/ELBConnectionLogTestFile", true)]
    [InlineData("ELBHealthCheckLogTestFile", true)]
    [InlineData("ELBAccessLogTestFile/x.log", false)]
    [InlineData("AWSLogs/111122223333/ELBAccessLogTestFile.log", false)]
    public void Test_objects_are_known_by_name(string key, bool isTest) =>
        Assert.Equal(isTest, ObjectName.Parse(key).IsTestObject);

    [Fact]
    public void No_key_is_a_programming_error() =>
        Assert.Throws<ArgumentNullException>("key", () => ObjectName.Parse(null!));
}
