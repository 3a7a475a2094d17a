using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Ship;

namespace LogsProcessor.Functions.Tests.Ship;

public sealed class ShipSettingsTests
{
    [Fact]
    public void Faults_of_all_rooms_are_told_in_one_message()
    {
        var exception = Assert.Throws<SettingsException>(() =>
            Read(
                ("LOGSTASH_HOSTS", "logstash"),
                ("CONNECTION_LIMIT", "501"),
                ("LAYOUT", "flat"),
                ("DEADLINE_MARGIN_MS", "-1"),
                ("AWS_ENDPOINT_URL_S3", "localhost:9000")
            )
        );

        Assert.StartsWith(
            "LAYOUT is 'flat': allowed: ecs, aws, original; LOGSTASH_HOSTS is 'logstash': ",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "CONNECTION_LIMIT is '501': a whole number from 1 to 500 is allowed",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("AWS_ENDPOINT_URL_S3 is 'localhost:9000'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            "DEADLINE_MARGIN_MS is '-1': a whole number from 0 to 600000 is allowed",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_put_into_documents_names_the_run_too()
    {
        var settings = Read(
            ("LOGSTASH_HOSTS", "logstash:5044"),
            ("AWS_REGION", "eu-west-1"),
            ("EVENT_ENVIRONMENT", "Production"),
            ("EVENT_APPLICATION", "Shop"),
            ("EVENT_COMPONENT", "Edge"),
            ("METRICS_NAMESPACE", "Logs"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "192")
        );

        Assert.Equal("Production", settings.Identity.Environment);
        Assert.Equal("Shop", settings.Identity.Application);
        Assert.Equal("Edge", settings.Identity.Component);
        Assert.Equal("Logs", settings.Identity.MetricsNamespace);
        Assert.Equal(192, settings.Identity.MemoryLimitMb);
        Assert.Equal(TimeSpan.FromSeconds(15), settings.DeadlineMargin);
    }

    private static ShipSettings Read(params (string Name, string Value)[] given)
    {
        var settings = new SettingsReader(name => given.FirstOrDefault(setting => setting.Name == name).Value);
        var read = ShipSettings.Read(settings);
        settings.ThrowIfFaulty();
        return read;
    }
}
