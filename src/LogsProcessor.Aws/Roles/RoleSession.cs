namespace LogsProcessor.Aws.Roles;

/// <summary>Credentials that last for a while. They are nobody's but their holder's: they are never logged.</summary>
/// <param name="AccessKeyId">The key's id.</param>
/// <param name="SecretAccessKey">The secret.</param>
/// <param name="SessionToken">The token that goes with each request.</param>
/// <param name="ExpiresAt">When they end.</param>
public sealed record RoleSession(
    string AccessKeyId,
    string SecretAccessKey,
    string SessionToken,
    DateTimeOffset ExpiresAt
)
{
    /// <summary>The id alone.</summary>
    public override string ToString() => AccessKeyId;
}

/// <summary>A role that could not be assumed. The message is one line: which, and why.</summary>
public sealed class RoleException : IOException
{
    public RoleException(string message)
        : base(message) { }

    public RoleException(string message, Exception inner)
        : base(message, inner) { }
}
