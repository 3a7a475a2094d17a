using Amazon.Runtime;
using Amazon.S3;

namespace LogsProcessor.Aws.Objects;

/// <summary>What a request is about, for the message when it fails.</summary>
/// <param name="Name">The object or prefix: <c>s3://bucket/key</c>.</param>
/// <param name="Permission">The IAM action that it takes.</param>
/// <param name="Hint">What else a refusal may mean.</param>
internal sealed record S3Subject(string Name, string Permission, string Hint = "");

/// <summary>The client, what it was set up with, and the one place where its failures become messages.</summary>
internal sealed class S3Session(S3Options options, TimeProvider clock, Func<AWSCredentials> findCredentials)
    : IDisposable
{
    private readonly AmazonS3Client _client = new(
        new LateCredentials(findCredentials, options.CredentialsTimeout, clock),
        S3Client.Configure(options)
    );

    /// <summary>How S3 is reached.</summary>
    internal S3Options Options { get; } = options;

    /// <summary>Times progress.</summary>
    internal TimeProvider Clock { get; } = clock;

    /// <summary>Asks S3, and asks again where it or the network may have only a bad moment.</summary>
    /// <exception cref="ObjectException">It failed, or did so too often.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal async Task<T> AskAsync<T>(S3Subject subject, Func<IAmazonS3, Task<T>> ask, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask(_client);
            }
            catch (Exception exception) when (S3Faults.IsOne(exception))
            {
                // Whatever the client makes of being cancelled.
                cancel.ThrowIfCancellationRequested();
                if (attempt == S3Retry.MostAttempts || !S3Faults.IsPassing(exception))
                {
                    throw new ObjectException(
                        $"{subject.Name}: {S3Faults.Explain(exception, subject, Options)}",
                        exception
                    )
                    {
                        IsChanged = S3Faults.IsChanged(exception),
                        IsMissing = S3Faults.IsMissing(exception),
                        IsDenied = S3Faults.IsDenied(exception),
                    };
                }
            }

            await S3Retry.WaitAsync(attempt, Clock, cancel);
        }
    }

    public void Dispose() => _client.Dispose();
}
