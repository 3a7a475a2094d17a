using LogsProcessor.Aws.Events;

namespace LogsProcessor.Cli.Redriving;

/// <summary>An event that failed, or one of its messages, to be shipped once more.</summary>
/// <param name="Record">The number of the record that brought it, from 1, in the order of the input.</param>
/// <param name="Message">What it says.</param>
internal sealed record FailedEvent(int Record, EventMessage Message)
{
    /// <summary>An event that cannot be read.</summary>
    public static FailedEvent Unreadable(int record, string? messageId, string fault) =>
        new(record, new EventMessage { MessageId = messageId, Fault = fault });

    /// <summary>Its name, for people.</summary>
    public string Name => Message.MessageId is { } id ? $"record {Record} ({id})" : $"record {Record}";
}
