using LogsProcessor.Core;
using LogsProcessor.Core.Summary;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.Logstash.Tests.Delivery;

/// <summary>One run of the pipeline into a receiver.</summary>
internal static class Shipment
{
    /// <summary>No wait takes so long unless something hangs, whatever else the machine has to do.</summary>
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    internal static LogstashOptions OptionsFor(params IEnumerable<FakeLogstash> receivers) =>
        new()
        {
            Hosts = [.. receivers.Select(receiver => HostAddress.Parse(receiver.Endpoint)!)],
            ConnectionLimit = 4,
            ConnectionWait = Ample,
            SendTimeout = Ample,
            DrainTimeout = Ample,
            ConnectionBytes = 256 * 1024,
            MostBatches = 16,
        };

    internal static Task<RunSummary> RunAsync(LogstashOptions options, ILogObject source) =>
        RunAsync(options, TimeProvider.System, source);

    internal static async Task<RunSummary> RunAsync(LogstashOptions options, TimeProvider clock, ILogObject source)
    {
        var batches = new BatchStore();
        var summary = await RunAsync(options, clock, source, batches);
        Assert.Equal(0, batches.Lent);
        return summary;
    }

    internal static async Task<RunSummary> RunAsync(
        LogstashOptions options,
        TimeProvider clock,
        ILogObject source,
        BatchStore batches
    )
    {
        var summary = new RunSummary(new RunIdentity(), clock);
        using var sink = new LogstashSink(options, batches, summary, clock);
        await new LogPipeline(new PipelineOptions(), sink, summary, clock).RunAsync([source], CancellationToken.None);
        return summary;
    }

    /// <summary>What holds after every run, however it went.</summary>
    internal static void AssertSound(
        RunSummary summary,
        LogstashOptions options,
        params IReadOnlyList<FakeLogstash> receivers
    )
    {
        var due = summary.Objects.Sum(tally => tally.Parsed + tally.Malformed);
        var sent = summary.Objects.Sum(tally => tally.Sent);
        var undelivered = summary.Objects.Sum(tally => tally.Undelivered);
        var received = receivers.SelectMany(it => it.Lines).Select(Documents.EventId).ToHashSet();

        Assert.Equal(due, sent + undelivered);
        Assert.True(sent <= received.Count, $"{sent} lines count as sent, {received.Count} arrived");
        Assert.Equal(summary.Connections.Created, summary.Connections.Destroyed);
        Assert.InRange(summary.Connections.Peak, 0, options.ConnectionLimit);
        Assert.Equal(summary.Outcome == Outcome.Completed, sent == due && summary.Failures.Reading.Total == 0);
        if (summary.Outcome == Outcome.Completed)
        {
            Assert.Equal(due, received.Count);
        }
        else
        {
            Assert.True(summary.Failures.Sending.Total > 0, "a run that fails says why");
        }
    }
}
