using System.Buffers;
using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Events;
using LogsProcessor.Intake.Moving;

namespace LogsProcessor.Functions.Intake;

/// <summary>What became of the files that an event names: one line of JSON, always written.</summary>
/// <param name="requestId">Lambda's id of the request.</param>
internal sealed class MoveSummary(string requestId)
{
    private readonly Dictionary<MoveOutcome, int> _outcomes = [];
    private int _skipped;
    private int _failed;

    /// <summary>The last failure, or null.</summary>
    internal string? LastFault { get; private set; }

    internal void Add(MoveOutcome outcome) => _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;

    internal void AddFailed(string fault)
    {
        _failed++;
        LastFault = fault;
    }

    /// <summary>Adds what a message holds that brings no files.</summary>
    internal void AddSkipped(EventMessage message) =>
        _skipped +=
            message.TestEvents
            + message.RemovedEvents
            + message.EmptyObjects
            + message.TestObjects
            + message.OwnObjects;

    internal string ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("function", "move");
            json.WriteString("outcome", _failed == 0 ? "completed" : "failed");
            json.WriteString("requestId", requestId);
            json.WriteNumber("archived", CountOf(MoveOutcome.Archived));
            json.WriteNumber("alreadyArchived", CountOf(MoveOutcome.AlreadyArchived));
            json.WriteNumber("gone", CountOf(MoveOutcome.Gone));
            json.WriteNumber("quarantined", CountOf(MoveOutcome.Quarantined));
            json.WriteNumber("elsewhere", CountOf(MoveOutcome.Elsewhere));
            json.WriteNumber("skipped", _skipped);
            json.WriteNumber("failed", _failed);
            json.WriteString("lastFault", LastFault);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private int CountOf(MoveOutcome outcome) => _outcomes.GetValueOrDefault(outcome);
}
