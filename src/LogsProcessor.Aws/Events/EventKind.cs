namespace LogsProcessor.Aws.Events;

/// <summary>Who calls the function, and so how a failure is told: SQS takes back single messages, the others the whole invocation.</summary>
public enum EventKind
{
    /// <summary>An S3 notification, sent straight to the function.</summary>
    S3,

    /// <summary>Messages of an SQS queue. The answer names those that failed.</summary>
    Sqs,

    /// <summary>A notification of an SNS topic.</summary>
    Sns,

    /// <summary>An event of an EventBridge bus.</summary>
    EventBridge,
}
