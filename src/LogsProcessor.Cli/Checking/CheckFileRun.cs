using LogsProcessor.Check;
using LogsProcessor.Check.Annotating;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Schemas;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Checking;

/// <summary>What is to be checked.</summary>
/// <param name="File">The file, or <c>-</c>.</param>
/// <param name="Schema">The schema's file.</param>
/// <param name="Out">Where the annotated rows go, or null.</param>
/// <param name="Report">Where the report goes, or null.</param>
internal sealed record CheckArguments(string File, string Schema, string? Out, string? Report);

/// <summary>One run of <c>check</c>: a file through the check, and what came of it to the terminal.</summary>
internal sealed class CheckFileRun(CheckArguments arguments, CheckOptions options, Terminal terminal)
{
    private readonly CheckRun _run = new(new RunIdentity(), terminal.Clock);

    /// <summary>Checks. However it goes, once it has begun, the last line of standard output is the summary.</summary>
    /// <param name="input">The file's bytes.</param>
    /// <param name="length">How many they are, or null if that is not known.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="stop">Stops it.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(Stream input, long? length, CheckSchema schema, CancellationToken stop)
    {
        var tally = new CheckTally(arguments.File, schema);
        var file = _run.Begin(arguments.File);
        file.Tally = tally;
        using var output = NewFile.CreateIfNamed("--out", arguments.Out);
        using var report = NewFile.CreateIfNamed("--report", arguments.Report);
        try
        {
            var checking = CheckAsync(input, output?.Stream, tally, stop);
            await new CheckProgress(terminal, tally, length, _run).ShowAsync(checking);
            file.BytesWritten = output?.Keep() ?? 0;
            file.Output = arguments.Out;
            await WriteReportAsync(report, tally, stop);
            file.MarkChecked();
        }
        catch (IOException exception)
        {
            _run.Failures.Add(new Failure(exception.Message, arguments.File));
            terminal.Complain(arguments.File, exception.Message);
        }
        finally
        {
            CheckTables.Write(terminal, tally, _run.Elapsed);
            terminal.Report(CheckSummary.Write(_run));
        }

        return file.Outcome == CheckOutcome.Valid ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task WriteReportAsync(NewFile? report, CheckTally tally, CancellationToken stop)
    {
        if (report is not null)
        {
            await report.Stream.WriteAsync(CheckReport.Write(tally, null, arguments.Schema, arguments.Out), stop);
            report.Keep();
        }
    }

    private async Task CheckAsync(Stream input, Stream? output, CheckTally tally, CancellationToken stop)
    {
        var check = new CsvCheck(tally, options);
        if (output is null || !arguments.Out!.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            await check.RunAsync(input, output ?? Stream.Null, stop);
            return;
        }

        await using var gzip = AnnotatedOutput.Gzip(output);
        await check.RunAsync(input, gzip, stop);
    }
}
