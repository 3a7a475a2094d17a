namespace LogsProcessor.Aws.Queues;

/// <summary>An SQS queue, and where its service is reached.</summary>
/// <param name="Service">The service's address.</param>
/// <param name="Region">The queue's region.</param>
/// <param name="Url">The queue's URL, which is its name for the service.</param>
internal sealed record QueueAddress(Uri Service, string Region, string Url)
{
    /// <summary>The address of the queue that <paramref name="arn"/> names: <c>arn:partition:sqs:region:account:name</c>.</summary>
    /// <param name="arn">The ARN.</param>
    /// <param name="endpoint">Another endpoint than AWS's, or null.</param>
    /// <exception cref="QueueException">It names no queue.</exception>
    internal static QueueAddress Of(string? arn, Uri? endpoint)
    {
        if (
            arn?.Split(':')
            is not ["arn", var partition, "sqs", { Length: > 0 } region, var account, { Length: > 0 } name]
        )
        {
            throw new QueueException($"'{arn}' is no queue's ARN; arn:aws:sqs:region:account:name is wanted");
        }

        var domain = partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
        var service = endpoint ?? new Uri($"https://sqs.{region}.{domain}/");
        return new QueueAddress(service, region, new Uri(service, $"/{account}/{name}").AbsoluteUri);
    }
}
