using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Aws.Roles;

/// <summary>
/// Keys of a role's sessions. Their end is known, and a session is left before what it signs would have to be cut short. Thread-safe: two
/// that find it too old at once each assume the role.
/// </summary>
/// <param name="client">Assumes the role.</param>
/// <param name="policy">What the sessions may do.</param>
/// <param name="lifetime">How long that lasts which is signed.</param>
/// <param name="clock">The time.</param>
internal sealed class RoleSigningKeys(RoleClient client, string policy, TimeSpan lifetime, TimeProvider clock)
    : ISigningKeys
{
    private RoleSession? _session;

    public async Task<SigningGrant> GetAsync(CancellationToken cancel)
    {
        var session = _session;
        if (session is null || session.ExpiresAt - clock.GetUtcNow() < lifetime)
        {
            _session = session = await client.AssumeAsync("logsprocessor-intake", policy, cancel);
        }

        var key = new SigningKey(session.AccessKeyId, session.SecretAccessKey, session.SessionToken);
        return new SigningGrant(key, session.ExpiresAt);
    }
}
