namespace LogsProcessor.Aws.Signing;

/// <summary>A service that speaks AWS's JSON protocol.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Id">Its name in signatures.</param>
/// <param name="ContentType">The version of the protocol that it speaks.</param>
internal sealed record JsonService(string Name, string Id, string ContentType)
{
    internal static JsonService Sqs { get; } = new("SQS", "sqs", "application/x-amz-json-1.0");

    internal static JsonService Logs { get; } = new("CloudWatch Logs", "logs", "application/x-amz-json-1.1");
}

/// <summary>An operation of a service, and where it is asked for.</summary>
/// <param name="Endpoint">The service's address; a path in it does not count.</param>
/// <param name="Region">The region.</param>
/// <param name="Target">The operation, as in <c>AmazonSQS.SendMessage</c>.</param>
internal sealed record JsonOperation(Uri Endpoint, string Region, string Target);
