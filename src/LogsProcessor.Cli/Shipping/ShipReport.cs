using System.Globalization;
using LogsProcessor.Cli.Receiving;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Shipping;

/// <summary>What came of a run, for a person: what went wrong, then the outcome at one glance. The summary is for machines.</summary>
internal static class ShipReport
{
    /// <summary>Writes it to standard error.</summary>
    public static void Write(Terminal terminal, RunSummary summary, Receiver? receiver, string? receivedIn)
    {
        if (summary.Outcome != Outcome.Completed)
        {
            WriteFailures(terminal, summary.Failures);
        }

        var objects = summary.Objects;
        var sent = objects.Sum(tally => tally.Sent);
        var malformed = objects.Sum(tally => tally.Malformed);
        var due = objects.Sum(tally => tally.Due);
        var outcome = NameOf(summary.Outcome);
        Tell(terminal, $"{outcome}: {sent:N0} of {due:N0} lines sent and confirmed, {malformed:N0} malformed");
        var lines = objects.Sum(tally => tally.Encountered);
        var pace = ShipPace.Describe(lines, objects.Sum(tally => tally.BytesRead), summary.Elapsed);
        Tell(terminal, $"{objects.Count:N0} objects in {summary.Elapsed.TotalSeconds:N1} s: {pace}");
        if (receiver is not null)
        {
            Tell(terminal, $"{receiver.Counts.Lines:N0} documents received; they are in {receivedIn}");
            WriteFaults(terminal, receiver);
        }
    }

    /// <summary>Each cause once: how many lines it cost is told with the outcome, and which ones in the summary.</summary>
    private static void WriteFailures(Terminal terminal, RunFailures failures)
    {
        var delivery = failures.Sockets.Total > 0 ? failures.Sockets : failures.Sending;
        var reading = failures.Reading.LastFew.Select(failure => (failure.Key ?? "", failure.Message));
        foreach (
            var (name, message) in reading.Concat(delivery.LastFew.Select(failure => ("", failure.Message))).Distinct()
        )
        {
            terminal.Complain(name, message);
        }
    }

    private static void WriteFaults(Terminal terminal, Receiver receiver)
    {
        if (receiver.Fault is { } fault)
        {
            terminal.Complain(fault);
        }

        if (!receiver.Counts.IsClean)
        {
            terminal.Complain($"the receiver saw lines that are cut or not JSON: {receiver.Counts.ToJson()}");
        }
    }

    private static string NameOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Completed => "completed",
            Outcome.Partial => "partial",
            _ => "failed",
        };

    private static void Tell(Terminal terminal, FormattableString message) =>
        terminal.Tell(message.ToString(CultureInfo.InvariantCulture));
}
