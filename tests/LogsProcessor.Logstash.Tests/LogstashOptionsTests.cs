using LogsProcessor.Core.Settings;

namespace LogsProcessor.Logstash.Tests;

public sealed class LogstashOptionsTests
{
    [Fact]
    public void Defaults_hold_where_nothing_is_set()
    {
        var options = Read([("LOGSTASH_HOSTS", "a:1, b:2")], out var faults);

        Assert.Empty(faults);
        Assert.Equal([new HostAddress("a", 1), new HostAddress("b", 2)], options.Hosts);
        Assert.Equal(8, options.ConnectionLimit);
        Assert.Equal(TimeSpan.FromSeconds(10), options.ConnectionWait);
        Assert.Equal(TimeSpan.FromSeconds(30), options.SendTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.DrainTimeout);
        Assert.Null(options.Tls);
    }

    [Theory]
    [InlineData(1, "off", 16, 32)]
    [InlineData(8, "off", 16, 32)]
    [InlineData(12, "off", 16, 48)]
    [InlineData(500, "off", 16, 64)]
    [InlineData(8, "on", 64, 64)]
    public void Memory_follows_the_connections_and_what_they_cost(int connections, string tls, int first, int most)
    {
        var options = Read(
            [("LOGSTASH_HOSTS", "a:1"), ("CONNECTION_LIMIT", $"{connections}"), ("LOGSTASH_TLS", tls)],
            out _
        );

        Assert.Equal((first, most), (options.FirstBatches, options.MostBatches));
    }

    [Fact]
    public void All_faults_are_told_together_each_with_its_setting_value_and_what_is_allowed()
    {
        Read(
            [
                ("LOGSTASH_HOSTS", "a"),
                ("CONNECTION_LIMIT", "0"),
                ("CONNECTION_WAIT_MS", "soon"),
                ("LOGSTASH_TLS", "yes"),
                ("LOGSTASH_CA_FILE", "/no/such/file.pem"),
            ],
            out var faults
        );

        Assert.Equal(
            [
                "LOGSTASH_HOSTS is 'a': host:port[,host:port] is allowed, as in logstash.example.net:5044",
                "CONNECTION_LIMIT is '0': a whole number from 1 to 500 is allowed",
                "CONNECTION_WAIT_MS is 'soon': a whole number from 1 to 900000 is allowed",
                "LOGSTASH_TLS is 'yes': allowed: on, off",
                "LOGSTASH_CA_FILE is '/no/such/file.pem': there is no such file",
            ],
            faults
        );
    }

    [Fact]
    public void No_host_at_all_is_a_fault()
    {
        Read([], out var faults);

        Assert.Equal(
            ["LOGSTASH_HOSTS is not set: host:port[,host:port] is allowed, as in logstash.example.net:5044"],
            faults
        );
    }

    private static LogstashOptions Read((string Name, string Value)[] given, out IReadOnlyList<string> faults)
    {
        var settings = new SettingsReader(name => given.FirstOrDefault(setting => setting.Name == name).Value);
        var options = LogstashOptions.Read(settings);
        faults = settings.Faults;
        return options;
    }
}
