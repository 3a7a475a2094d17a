using Amazon.S3;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Copying;

/// <summary>Asks S3 about one subject, at a pace if there is one.</summary>
/// <param name="session">S3.</param>
/// <param name="subject">What the requests are about.</param>
/// <param name="pace">How many requests may be on their way, or null where nobody else makes any.</param>
internal sealed class AskS3(S3Session session, S3Subject subject, RequestPace? pace)
{
    /// <summary>Asks, and asks again where that may help.</summary>
    /// <exception cref="ObjectException">It failed.</exception>
    internal Task<T> RunAsync<T>(Func<IAmazonS3, Task<T>> ask, CancellationToken cancel) =>
        session.AskAsync(
            subject,
            client => pace is null ? ask(client) : pace.RunAsync(() => ask(client), cancel),
            cancel
        );
}
