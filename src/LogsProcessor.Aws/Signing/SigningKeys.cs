using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Signing;

/// <summary>A key, and when what it signs ceases to be good.</summary>
/// <param name="Key">The key.</param>
/// <param name="EndsAt">When it ends, or null for one that lasts, or that does not say.</param>
internal sealed record SigningGrant(SigningKey Key, DateTimeOffset? EndsAt);

/// <summary>Gives keys to sign with.</summary>
internal interface ISigningKeys
{
    /// <summary>A key that is good now.</summary>
    /// <exception cref="IOException">There is none.</exception>
    Task<SigningGrant> GetAsync(CancellationToken cancel);
}

/// <summary>The process's own credentials.</summary>
internal sealed class OwnSigningKeys(LateCredentials credentials) : ISigningKeys
{
    public async Task<SigningGrant> GetAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                // Credentials renew themselves: their end belongs to the key only if it is the same before and after.
                var end = credentials.EndsAt;
                var found = await credentials.GetCredentialsAsync();
                if (credentials.EndsAt == end)
                {
                    var token = string.IsNullOrEmpty(found.Token) ? null : found.Token;
                    return new SigningGrant(new SigningKey(found.AccessKey, found.SecretKey, token), end);
                }
            }
        }
        catch (NoCredentialsException exception)
        {
            throw new ObjectException($"nothing can be signed: {exception.Message}", exception);
        }
    }
}
