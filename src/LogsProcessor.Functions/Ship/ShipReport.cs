using System.Globalization;
using LogsProcessor.Core.Summary;
using LogsProcessor.Functions.Hosting;
using Serilog;

namespace LogsProcessor.Functions.Ship;

/// <summary>What is told of a run: its start, a warning for each kind of failure, the summary.</summary>
internal static class ShipReport
{
    private const int MostNamed = 3;

    /// <summary>The start.</summary>
    internal static void Announce(ILogger log, IReadOnlyList<ShipItem> items, string hosts)
    {
        var names = string.Join(", ", items.Take(MostNamed).Select(item => item.Object.Name));
        var more =
            items.Count > MostNamed
                ? string.Create(CultureInfo.InvariantCulture, $" and {items.Count - MostNamed} more")
                : "";
        log.Information("Shipping {Count} objects to {Hosts}: {Names}", items.Count, hosts, names + more);
    }

    /// <summary>One warning for each kind of failure, then the summary.</summary>
    internal static void Tell(ILogger log, RunSummary summary)
    {
        Warn(log, "reading", summary.Failures.Reading);
        Warn(log, "parsing", summary.Failures.Parsing);
        Warn(log, "sending", summary.Failures.Sending);
        Warn(log, "finishing", summary.Failures.Finishing);
        Warn(log, "sockets", summary.Failures.Sockets);
        log.Summary(SummaryWriter.Write(summary));
    }

    /// <summary>Why the invocation failed, in one line.</summary>
    internal static string DescribeFailure(RunSummary summary)
    {
        var failed = summary.Objects.FirstOrDefault(tally => tally.Outcome is Outcome.Failed or Outcome.Partial);
        var failures = summary.Failures;
        var reason = (failures.Reading.Last ?? failures.Sending.Last ?? failures.Finishing.Last)?.Message;
        var message = reason ?? "not every line was confirmed";
        return failed is null || message.StartsWith(failed.Name, StringComparison.Ordinal)
            ? message
            : $"{failed.Name}: {message}";
    }

    /// <summary>Where the next attempt goes on, in one line; null if none has to.</summary>
    internal static string? DescribeContinuation(RunSummary summary) =>
        summary.Objects.FirstOrDefault(tally => tally.Outcome == Outcome.Continued) is { } left
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{left.Name}: the time was over behind line {left.Confirmed.Lines}; the next attempt goes on at byte {left.Confirmed.Offset}"
            )
            : null;

    private static void Warn(ILogger log, string stage, FailureLog failures)
    {
        if (failures.Last is { } last)
        {
            log.Warning(
                "{Stage}: {Total} failures, the last: {Message} {Key}",
                stage,
                failures.Total,
                last.Message,
                last.Key ?? ""
            );
        }
    }
}
