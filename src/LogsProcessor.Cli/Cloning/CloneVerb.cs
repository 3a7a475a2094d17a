using System.Globalization;
using LogsProcessor.Aws.Listing;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Clone;
using LogsProcessor.Clone.Reporting;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Cloning;

/// <summary>One run of <c>clone</c>, and what came of it to the terminal.</summary>
internal sealed class CloneVerb(CloneTask task, Terminal terminal)
{
    /// <summary>Clones. However it goes, once it has begun, the last line of standard output is the summary.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var problems = task.ReportFile is { } path ? ProblemFile.Create(path) : null;
        using var objects = new S3Objects(task.Storage, terminal.Clock);
        var tally = new CloneTally(problems);
        var options = task.Options with { IsWanted = task.Range.IsBounded ? IsWanted : null };
        using var run = new CloneRun(objects, task.Source, task.Destination, options, tally, terminal.Clock);
        var began = terminal.Clock.GetTimestamp();
        var isWhole = false;
        CloneReport report;
        try
        {
            isWhole = await new CloneProgress(terminal, run, tally).ShowAsync(run.RunAsync(Prefixes(), stop), stop);
        }
        catch (ObjectException exception)
        {
            tally.Failures.Add(new Failure(exception.Message));
        }
        finally
        {
            report = Report(tally, run, isWhole, terminal.Clock.GetElapsedTime(began));
            Tell(report);
            terminal.Report(CloneSummaryWriter.Write(report));
        }

        return report.IsCompleted ? ExitCode.Done
            : stop.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.Failed;
    }

    private bool IsWanted(ListedObject item) =>
        ObjectDate.Of(item.Key, item.LastModified) is not { } date || task.Range.Contains(date);

    /// <summary>Where AWS keeps a folder for each day, only those of the range are listed.</summary>
    private IReadOnlyList<string>? Prefixes() =>
        DayFolders.Of(task.Source.Prefix, task.Range, terminal.Clock.GetUtcNow());

    private CloneReport Report(CloneTally tally, CloneRun run, bool isWhole, TimeSpan elapsed) =>
        new()
        {
            Identity = task.Identity,
            Source = task.Source,
            Destination = task.Destination,
            Counts = tally.Counts,
            Failures = tally.Failures,
            IsWhole = isWhole,
            Refused = run.Pace.Refused,
            Elapsed = elapsed,
            Now = terminal.Clock.GetUtcNow(),
        };

    private void Tell(CloneReport report)
    {
        foreach (var failure in report.Failures.LastFew)
        {
            terminal.Complain(failure.Key ?? "", failure.Message);
        }

        var (counts, verified) = (report.Counts, report.Counts.Verified);
        if (!task.Options.IsVerifyOnly)
        {
            var toCopy = task.Options.IsDryRun ? Text($" + {counts.ToCopy:N0} to be copied") : "";
            terminal.Tell(
                Text($"{report.Outcome}: {counts.Listed:N0} objects listed = {counts.Copied:N0} copied")
                    + Text($" + {counts.AlreadyThere:N0} already there{toCopy} + {counts.Failed:N0} failed")
            );
        }

        if (!task.Options.IsDryRun)
        {
            terminal.Tell(
                Text($"verified: {verified.Same:N0} the same, {verified.Missing:N0} missing, ")
                    + Text($"{verified.Different:N0} different, {verified.Unverifiable:N0} not verifiable, ")
                    + Text($"{verified.Newer:N0} newer, {verified.Extra:N0} extra")
            );
        }

        var seconds = Math.Max(report.Elapsed.TotalSeconds, 0.001);
        var objects = task.Options.IsVerifyOnly ? verified.Compared : counts.Listed;
        var megabytes = counts.CopiedBytes / 1e6;
        terminal.Tell(Text($"{seconds:N1} s: {objects / seconds:N0} objects/s, {megabytes / seconds:N1} MB/s"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
