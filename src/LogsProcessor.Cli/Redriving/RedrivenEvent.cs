using LogsProcessor.Aws.Events;

namespace LogsProcessor.Cli.Redriving;

/// <summary>What became of an object of a failed event, or of the event.</summary>
internal enum RedriveOutcome
{
    /// <summary>Every line is confirmed.</summary>
    Completed,

    /// <summary>It was shipped before, or is out of range.</summary>
    LeftOut,

    /// <summary>Some of it was delivered.</summary>
    Partial,

    /// <summary>None of it was delivered, or the event could not be read.</summary>
    Failed,

    /// <summary>The run ended before it came to it.</summary>
    NotBegun,
}

/// <summary>An object of a failed event, and what became of it.</summary>
internal sealed record RedrivenObject(ObjectReference Reference, RedriveOutcome Outcome);

/// <summary>A failed event, and what became of it: whoever keeps the messages deletes those that are completed.</summary>
internal sealed record RedrivenEvent(FailedEvent Event, IReadOnlyList<RedrivenObject> Objects)
{
    /// <summary>
    /// Completed if all its objects are, or need not be shipped; so is one that brings none: of a test, of an object removed. One that
    /// cannot be read in part never is.
    /// </summary>
    public RedriveOutcome Outcome =>
        Event.Message.Fault is null && Objects.All(item => item.Outcome <= RedriveOutcome.LeftOut)
            ? RedriveOutcome.Completed
        : Objects.Any(item => item.Outcome <= RedriveOutcome.Partial) ? RedriveOutcome.Partial
        : RedriveOutcome.Failed;

    /// <summary>As one line of JSON, without a line end.</summary>
    public string ToJson() =>
        JsonText.Of(json =>
        {
            json.WriteNumber("record", Event.Record);
            json.WriteString("messageId", Event.Message.MessageId);
            json.WriteString("outcome", NameOf(Outcome));
            json.WriteString("fault", Event.Message.Fault);
            json.WriteStartArray("objects");
            foreach (var item in Objects)
            {
                json.WriteStartObject();
                json.WriteString("bucket", item.Reference.Bucket);
                json.WriteString("key", item.Reference.Key);
                json.WriteString("outcome", NameOf(item.Outcome));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static string NameOf(RedriveOutcome outcome) =>
        outcome switch
        {
            RedriveOutcome.Completed => "completed",
            RedriveOutcome.LeftOut => "left out",
            RedriveOutcome.Partial => "partial",
            RedriveOutcome.Failed => "failed",
            _ => "not begun",
        };
}
