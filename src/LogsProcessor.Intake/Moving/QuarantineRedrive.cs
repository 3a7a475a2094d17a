using System.Runtime.CompilerServices;
using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Intake.Moving;

/// <summary>What became of a file in quarantine.</summary>
/// <param name="Quarantined">Where it was.</param>
/// <param name="HandedIn">Where it is to be handed in anew, or null for one that no move has brought there.</param>
/// <param name="Fault">Why it is still where it was; null if it is not.</param>
public sealed record RedrivenFile(ObjectReference Quarantined, ObjectReference? HandedIn, string? Fault);

/// <summary>
/// Moves files from quarantine back to where they were handed in; S3 tells of them as of any other, and they are moved once more. It can
/// be done again, whatever became of it before. A newer file under the same key is left alone, and so is the one in quarantine then.
/// </summary>
/// <param name="options">From where to where.</param>
/// <param name="store">Lists quarantine.</param>
public sealed class QuarantineRedrive(MoveOptions options, S3Objects store)
{
    private readonly MovePlaces _places = new(options);
    private readonly ObjectMoves _objects = store.OpenMoves();

    /// <summary>Moves back what is in quarantine, and tells of each file.</summary>
    /// <param name="prefix">Only files that were handed in under keys beginning with this.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">Quarantine cannot be listed.</exception>
    public async IAsyncEnumerable<RedrivenFile> RunAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (
            var listed in store.ListAsync(options.QuarantineBucket, options.QuarantinePrefix + prefix, cancel)
        )
        {
            yield return await MoveBackAsync(listed, cancel);
        }
    }

    private async Task<RedrivenFile> MoveBackAsync(ObjectReference listed, CancellationToken cancel)
    {
        if (_places.HandedIn(listed) is not { } target)
        {
            return new RedrivenFile(listed, null, "its key is not one that a move makes");
        }

        try
        {
            if (await _objects.FindAsync(new ObjectReference(listed.Bucket, listed.Key), cancel) is { } found)
            {
                await _objects.MoveAsync(found, target, TargetRule.Free, cancel);
            }

            await _objects.DeleteAsync(MovePlaces.NoteOn(listed), cancel);
            return new RedrivenFile(listed, target, Fault: null);
        }
        catch (ObjectException exception)
        {
            var reason = exception.IsChanged ? $"there is another file at {target}" : exception.Message;
            return new RedrivenFile(listed, target, reason);
        }
    }
}
