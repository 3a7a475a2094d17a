using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>A receiver that nobody of the project wrote must find JSON in every line.</summary>
public sealed class ShipToRsyslogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clb", 1)]
    [InlineData("alb", 10)]
    [InlineData("alb", 100_000)]
    [InlineData("nlb", 1_000)]
    [InlineData("alb_conn", 1_000)]
    [InlineData("alb_hc", 1_000)]
    public async Task Every_generated_line_arrives_and_is_parsed_as_json(string format, int lines)
    {
        var log = _folder.File($"{format}.log");
        await LogsProcessorCli.GenerateAsync(format, lines, log);
        await using var rsyslog = await Rsyslog.StartAsync();

        var result = await LogsProcessorCli.RunAsync("ship", log, "--format", format, "--logstash", rsyslog.Endpoint);
        var (parsed, unparsed) = await rsyslog.StopAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        LogsProcessorCli.SummaryOf(result).AssertCompleted(lines);
        Assert.Empty(unparsed);
        Assert.Equal(lines, Documents.EventIds(parsed).Distinct().Count());
    }
}
