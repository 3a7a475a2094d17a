using System.Buffers;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Summary;

namespace LogsProcessor.Cli.Bundling;

/// <summary>What the verbs of <c>bundle</c> do. Those that change something, or may find faults, end with a summary, one line of JSON.</summary>
/// <param name="store">Where archives and objects are.</param>
/// <param name="terminal">Where to tell.</param>
internal sealed class BundleJob(ArchiveStore store, Terminal terminal)
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Makes an archive.</summary>
    public async Task<int> MakeAsync(S3Location source, ArchivePlace place, CancellationToken stop)
    {
        var summary = NewSummary("bundle");
        await using (BundleProgress.Start(summary, terminal))
        {
            await new BundleRun(store.Objects, store.Options, summary).RunAsync(source, place, stop);
        }

        if (!summary.HasFailed && summary.Objects == 0)
        {
            terminal.Complain($"no object is at '{source}'; no archive was made");
            terminal.Report(BundleSummaryWriter.Write(summary));
            return ExitCode.Failed;
        }

        return Finish(
            summary,
            summary.WasThere
                ? $"{place.Name} was there already, with all {summary.Objects} objects"
                : $"{place.Name}: {summary.Objects} objects, {summary.BytesRead} bytes in {summary.BytesWritten}",
            stop
        );
    }

    /// <summary>Lists the members of an archive.</summary>
    public async Task<int> ListAsync(BundleArchive archive, CancellationToken stop)
    {
        var lines = new ArrayBufferWriter<byte>(2 * PieceBytes);
        await foreach (var item in archive.ListAsync(stop))
        {
            item.WriteIndexLine(lines);
            if (lines.WrittenCount >= PieceBytes)
            {
                terminal.Output.Write(lines.WrittenSpan);
                lines.ResetWrittenCount();
            }
        }

        terminal.Output.Write(lines.WrittenSpan);
        terminal.Output.Flush();
        return ExitCode.Done;
    }

    /// <summary>Writes a member to standard output.</summary>
    public async Task<int> GetAsync(BundleArchive archive, string key, CancellationToken stop)
    {
        if (await archive.FindAsync(key, stop) is not { } found)
        {
            terminal.Complain(archive.Name, $"none of its {archive.Count} members was '{key}'");
            return ExitCode.Failed;
        }

        var opened = await found.OpenAsync(stop);
        await using var body = opened.Body;
        var piece = new byte[PieceBytes];
        while (await body.ReadAsync(piece, stop) is > 0 and var read)
        {
            terminal.Output.Write(piece.AsSpan(0, read));
        }

        terminal.Output.Flush();
        return ExitCode.Done;
    }

    /// <summary>Checks every member of an archive.</summary>
    public async Task<int> VerifyAsync(BundleArchive archive, CancellationToken stop)
    {
        var summary = NewSummary("verify");
        await using (BundleProgress.Start(summary, terminal))
        {
            await new ArchiveVerification(summary).RunAsync(archive, stop);
        }

        return Finish(summary, $"{archive.Name}: all {summary.Objects} members are right", stop);
    }

    /// <summary>Deletes the objects that are in an archive.</summary>
    public async Task<int> DeleteOriginalsAsync(BundleArchive archive, CancellationToken stop)
    {
        var summary = NewSummary("delete-originals");
        await using (BundleProgress.Start(summary, terminal))
        {
            await new OriginalsRemoval(store.Objects, summary).RunAsync(archive, stop);
        }

        return Finish(
            summary,
            $"{summary.Source}: {summary.Objects} of {archive.Count} objects deleted, {summary.LeftAlone} changed or gone",
            stop
        );
    }

    private BundleSummary NewSummary(string job) => new(store.Identity, terminal.Clock) { Job = job };

    private int Finish(BundleSummary summary, string done, CancellationToken stop)
    {
        foreach (var failure in summary.Reading.LastFew.Concat(summary.Writing.LastFew))
        {
            terminal.Complain(Printable.Of(failure.Message));
        }

        if (!summary.HasFailed)
        {
            terminal.Tell(Printable.Of(done));
        }

        terminal.Report(BundleSummaryWriter.Write(summary));
        return !summary.HasFailed ? ExitCode.Done
            : stop.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.Failed;
    }
}
