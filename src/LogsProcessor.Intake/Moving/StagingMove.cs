using System.Buffers;
using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Intake.Moving;

/// <summary>
/// Brings files from where they are handed in to the archive. Events may come twice, late, or in any order, and the process may end at
/// any moment: done again, it brings each content to the archive once, and deletes nothing that is not there. Thread-safe.
/// </summary>
public sealed class StagingMove
{
    // A file that is replaced as often while it is moved is left to its next event.
    private const int MostVersions = 5;

    private readonly MoveOptions _options;
    private readonly MovePlaces _places;
    private readonly ObjectMoves _objects;
    private readonly IInspection _inspection;
    private readonly TimeProvider _clock;

    /// <param name="options">From where to where.</param>
    /// <param name="objects">Moves objects.</param>
    /// <param name="inspection">What is done with each file before.</param>
    /// <param name="clock">The time, for notes.</param>
    public StagingMove(MoveOptions options, ObjectMoves objects, IInspection inspection, TimeProvider clock)
    {
        _options = options;
        _places = new MovePlaces(options);
        _objects = objects;
        _inspection = inspection;
        _clock = clock;
    }

    /// <summary>Moves the file that an event is about: its version if it names one, else whatever is there now.</summary>
    /// <param name="notified">The object, as the event names it.</param>
    /// <param name="attempt">Which attempt this is, from 1. The last that is allowed moves a file that fails to quarantine.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ObjectException">It failed, and is where it was: it has to be tried again.</exception>
    public async Task<MoveOutcome> RunAsync(ObjectReference notified, int attempt, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(notified);
        if (!_places.IsHandedIn(notified))
        {
            return MoveOutcome.Elsewhere;
        }

        for (var version = 1; ; version++)
        {
            var found = await _objects.FindAsync(notified, cancel);
            if (found is null)
            {
                return await LookInArchiveAsync(notified, cancel);
            }

            try
            {
                return await MoveAsync(found, attempt, cancel);
            }
            catch (IOException exception)
            {
                // Another has moved it meanwhile, or it was replaced: what is there now says which.
                if (version < MostVersions && IsOvertaken(exception) && !await IsStillThereAsync(found, cancel))
                {
                    continue;
                }

                if (attempt < _options.Attempts)
                {
                    throw;
                }

                return await QuarantineAsync(found, exception.Message, attempt, cancel);
            }
        }
    }

    private async Task<MoveOutcome> MoveAsync(StoredObject found, int attempt, CancellationToken cancel)
    {
        if (await _inspection.InspectAsync(found, cancel) is { } reason)
        {
            return await QuarantineAsync(found, reason, attempt, cancel);
        }

        await _objects.MoveAsync(found, _places.Archived(found.Reference), TargetRule.Once, cancel);
        return MoveOutcome.Archived;
    }

    private static bool IsOvertaken(IOException exception) =>
        exception is ObjectException { IsChanged: true } or ObjectException { IsMissing: true };

    /// <summary>Whether it is what it was: then something else is missing, the target's bucket.</summary>
    private async Task<bool> IsStillThereAsync(StoredObject found, CancellationToken cancel) =>
        (await _objects.FindAsync(found.Reference, cancel))?.Reference.ETag == found.Reference.ETag;

    private async Task<MoveOutcome> LookInArchiveAsync(ObjectReference notified, CancellationToken cancel) =>
        notified.ETag is not null && await _objects.FindAsync(_places.Archived(notified), cancel) is not null
            ? MoveOutcome.AlreadyArchived
            : MoveOutcome.Gone;

    /// <summary>The note comes first: nothing is in quarantine without one.</summary>
    private async Task<MoveOutcome> QuarantineAsync(
        StoredObject found,
        string reason,
        int attempt,
        CancellationToken cancel
    )
    {
        var target = _places.Quarantined(found.Reference);
        await _objects.PutJsonAsync(MovePlaces.NoteOn(target), Note(found, reason, attempt), cancel);
        await _objects.MoveAsync(found, target, TargetRule.Once, cancel);
        return MoveOutcome.Quarantined;
    }

    private string Note(StoredObject found, string reason, int attempt)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("object", found.Reference.ToString());
            json.WriteString("etag", found.Reference.ETag);
            json.WriteString("versionId", found.Reference.VersionId);
            json.WriteNumber("size", found.Reference.Size ?? 0);
            json.WriteString("reason", reason);
            json.WriteNumber("attempts", attempt);
            json.WriteString("at", _clock.GetUtcNow());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
