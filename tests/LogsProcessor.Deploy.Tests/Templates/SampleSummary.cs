using LogsProcessor.Core.Summary;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>What the function writes at the end of a run, with a failure of each kind.</summary>
internal static class SampleSummary
{
    internal static string WithFailures()
    {
        var identity = new RunIdentity
        {
            Application = "orders",
            Component = "balancer",
            Environment = "CI",
        };
        var summary = new RunSummary(identity, TimeProvider.System);
        var tally = summary.Begin("s3://orders-logs/a.log");
        tally.Times.Add("2026-03-04T05:06:07Z"u8);
        foreach (
            var log in new[]
            {
                summary.Failures.Reading,
                summary.Failures.Parsing,
                summary.Failures.Sending,
                summary.Failures.Sockets,
                summary.Failures.Finishing,
            }
        )
        {
            log.Add(new Failure("why", "a.log", 1, 0, "text"));
        }

        return SummaryWriter.Write(summary);
    }
}
