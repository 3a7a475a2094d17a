using Amazon.Runtime;

namespace LogsProcessor.Aws.Objects;

/// <summary>
/// Credentials that are looked for when a request first needs them, and not for long: outside AWS the SDK's own search ends in seconds
/// of silence from the metadata service and a message of many lines.
/// </summary>
/// <param name="find">The search.</param>
/// <param name="timeout">Longest time it may take.</param>
/// <param name="clock">Times it.</param>
internal sealed class LateCredentials(Func<AWSCredentials> find, TimeSpan timeout, TimeProvider clock) : AWSCredentials
{
    private AWSCredentials? _found;

    /// <summary>When those end that were found, as far as they say so; null for those that last, and before the first search.</summary>
    internal DateTimeOffset? EndsAt =>
        _found?.Expiration is { } end && end != default ? new DateTimeOffset(end.ToUniversalTime()) : null;

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            // Two searches at once find the same. A failure is not kept: the next request searches again.
            _found ??= await Task.Run(find).WaitAsync(timeout, clock);
        }
        catch (Exception exception) when (exception is AmazonClientException or TimeoutException)
        {
            throw new NoCredentialsException(exception);
        }

        return await _found.GetCredentialsAsync();
    }
}

/// <summary>No credentials were found.</summary>
internal sealed class NoCredentialsException(Exception inner)
    : AmazonClientException(
        "no AWS credentials were found; give them by the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), "
            + "a profile (AWS_PROFILE) or a role",
        inner
    );
