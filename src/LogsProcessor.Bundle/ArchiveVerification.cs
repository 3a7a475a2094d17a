using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Bundle;

/// <summary>Reads a whole archive and checks the length and checksum of every member. It ends at the first fault.</summary>
/// <param name="summary">What is counted.</param>
public sealed class ArchiveVerification(BundleSummary summary)
{
    /// <summary>Verifies the archive.</summary>
    /// <remarks>What fails is in the summary.</remarks>
    public async Task RunAsync(BundleArchive archive, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(archive);
        (summary.Archive, summary.Source) = (archive.Name, archive.Origin?.ToString() ?? "");
        try
        {
            await archive.VerifyAsync(item => summary.Add(item.Member), cancel);
            summary.Complete();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            summary.Reading.Add(
                new Failure($"{archive.Name}: stopped after {summary.Objects} of {archive.Count} members")
            );
        }
        catch (IOException exception)
        {
            summary.Reading.Add(new Failure(exception.Message));
        }
    }
}
