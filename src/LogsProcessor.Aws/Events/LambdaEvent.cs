namespace LogsProcessor.Aws.Events;

/// <summary>What a function was called with.</summary>
/// <param name="Kind">Who called.</param>
/// <param name="Messages">What succeeds or fails on its own, in the order of the event: SQS messages; else one for all, but one for each SNS record.</param>
public sealed record LambdaEvent(EventKind Kind, IReadOnlyList<EventMessage> Messages);

/// <summary>One message of an event.</summary>
public sealed record EventMessage
{
    /// <summary>The id under which SQS takes the message back, or null where it came another way.</summary>
    public string? MessageId { get; init; }

    /// <summary>The objects to ship, in the order of the message. A message with a fault may name some all the same.</summary>
    public IReadOnlyList<ObjectReference> Objects { get; init; } = [];

    /// <summary>Why the message, or a part of it, cannot be read; null if it can. Such a message fails whatever becomes of its objects.</summary>
    public string? Fault { get; init; }

    /// <summary>Number of <c>s3:TestEvent</c>, by which S3 tells that it will send events.</summary>
    public int TestEvents { get; init; }

    /// <summary>Number of events that bring no new content: objects removed, expired, tagged, restored and so on.</summary>
    public int RemovedEvents { get; init; }

    /// <summary>Number of objects of 0 bytes.</summary>
    public int EmptyObjects { get; init; }

    /// <summary>Number of objects that AWS writes when logging is switched on.</summary>
    public int TestObjects { get; init; }

    /// <summary>Number of objects that this program has written itself. Shipping them would have no end.</summary>
    public int OwnObjects { get; init; }

    /// <summary>The queue or topic it came from, or null.</summary>
    public string? EventSourceArn { get; init; }

    /// <summary>How often SQS has handed it out, this time included, or null.</summary>
    public int? ReceiveCount { get; init; }
}
