using System.Globalization;
using Amazon.Runtime.Credentials;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Roles;

namespace LogsProcessor.Aws.Signing;

/// <summary>
/// Signs uploads to S3, so that somebody without credentials can make them. Nothing that it signs outlives the key that it signs with.
/// Thread-safe; it asks no service.
/// </summary>
public sealed class UploadSigner
{
    /// <summary>The lifetime under temporary credentials that do not say when they end.</summary>
    public static readonly TimeSpan LifetimeWithoutEnd = TimeSpan.FromMinutes(15);

    private readonly S3Options _options;
    private readonly ISigningKeys _keys;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _clock;
    private readonly PresignedUrl _urls;
    private readonly PostPolicy _forms;

    /// <summary>Signs with the process's own credentials. They are looked for when something is first signed.</summary>
    /// <param name="options">How S3 is reached.</param>
    /// <param name="lifetime">How long signatures are good, in whole seconds; less, where the credentials end before.</param>
    /// <param name="clock">The time.</param>
    public UploadSigner(S3Options options, TimeSpan lifetime, TimeProvider clock)
        : this(options, OwnKeys(options, clock), lifetime, clock) { }

    /// <summary>Signs with sessions of a role that may do nothing but put objects under a prefix.</summary>
    /// <param name="options">How S3 is reached.</param>
    /// <param name="role">Assumes the role.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">The prefix.</param>
    /// <param name="lifetime">How long signatures are good, in whole seconds; at most as long as a session.</param>
    /// <param name="clock">The time.</param>
    public UploadSigner(
        S3Options options,
        RoleClient role,
        string bucket,
        string prefix,
        TimeSpan lifetime,
        TimeProvider clock
    )
        : this(options, RoleKeys(role, bucket, prefix, lifetime, clock), lifetime, clock) { }

    internal UploadSigner(S3Options options, ISigningKeys keys, TimeSpan lifetime, TimeProvider clock)
    {
        _options = options;
        _keys = keys;
        _lifetime = lifetime;
        _clock = clock;
        _urls = new PresignedUrl(options.Region);
        _forms = new PostPolicy(options.Region);
    }

    /// <summary>The address that uploads to a bucket go to, without a path.</summary>
    public static string OriginOf(S3Options options, string bucket) => ObjectAddress.Of(options, bucket, "").Origin;

    /// <summary>A PUT of the whole object, which fails with 412 if there is one under the key already.</summary>
    /// <exception cref="IOException">There are no credentials, or they are about to end.</exception>
    public async Task<SignedUpload> SignPutAsync(UploadContent content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        List<KeyValuePair<string, string>> headers =
        [
            new("Content-Length", Digits(content.Size)),
            new("Content-Type", content.ContentType),
            new("If-None-Match", "*"),
        ];
        if (content.Sha256 is { } sha256)
        {
            headers.Add(new("x-amz-checksum-sha256", sha256));
        }

        var term = await BeginAsync(cancel);
        var target = ObjectAddress.Of(_options, content.Bucket, content.Key);
        return Url(term, target, [], headers);
    }

    /// <summary>A form. S3 knows no condition for forms that the key be free: while it is good, it can be posted again.</summary>
    /// <exception cref="IOException">There are no credentials, or they are about to end.</exception>
    public async Task<SignedUpload> SignPostAsync(UploadContent content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        List<KeyValuePair<string, string>> fields = [new("Content-Type", content.ContentType)];
        if (content.Sha256 is { } sha256)
        {
            fields.Add(new("x-amz-checksum-algorithm", "SHA256"));
            fields.Add(new("x-amz-checksum-sha256", sha256));
        }

        var term = await BeginAsync(cancel);
        var size = content.Size;
        var form = _forms.Sign(
            content.Bucket,
            content.Key,
            fields,
            size,
            size,
            term.Key,
            term.From,
            term.EndsAt - term.From
        );
        return new SignedUpload(ObjectAddress.Of(_options, content.Bucket, "").Url, form, term.EndsAt);
    }

    /// <summary>PUTs of parts, all good until the same time.</summary>
    /// <exception cref="IOException">There are no credentials, or they are about to end.</exception>
    public async Task<IReadOnlyList<SignedUpload>> SignPartsAsync(
        string bucket,
        string key,
        string uploadId,
        IEnumerable<UploadPart> parts,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        var term = await BeginAsync(cancel);
        var target = ObjectAddress.Of(_options, bucket, key);
        return
        [
            .. parts.Select(part =>
                Url(
                    term,
                    target,
                    [new("partNumber", Digits(part.Number)), new("uploadId", uploadId)],
                    [new("Content-Length", Digits(part.Size)), new("x-amz-checksum-sha256", part.Sha256)]
                )
            ),
        ];
    }

    private static OwnSigningKeys OwnKeys(S3Options options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new OwnSigningKeys(
            new LateCredentials(
                () => DefaultAWSCredentialsIdentityResolver.GetCredentials(),
                options.CredentialsTimeout,
                clock
            )
        );
    }

    private static RoleSigningKeys RoleKeys(
        RoleClient role,
        string bucket,
        string prefix,
        TimeSpan lifetime,
        TimeProvider clock
    )
    {
        ArgumentNullException.ThrowIfNull(role);
        var policy = SessionPolicy.ForSigning(role.Options.Partition, bucket, prefix);
        return new RoleSigningKeys(role, policy, lifetime, clock);
    }

    private SignedUpload Url(
        Term term,
        ObjectAddress target,
        IReadOnlyList<KeyValuePair<string, string>> query,
        IReadOnlyList<KeyValuePair<string, string>> headers
    ) =>
        new(
            _urls.Sign("PUT", target, query, headers, term.Key, term.From, term.EndsAt - term.From),
            headers,
            term.EndsAt
        );

    /// <summary>Takes a key, and sees how long it lasts. Signatures hold whole seconds.</summary>
    private async Task<Term> BeginAsync(CancellationToken cancel)
    {
        var grant = await _keys.GetAsync(cancel);
        var from = DateTimeOffset.FromUnixTimeSeconds(_clock.GetUtcNow().ToUnixTimeSeconds());
        var lifetime =
            grant is { EndsAt: null, Key.Token: not null } && LifetimeWithoutEnd < _lifetime
                ? LifetimeWithoutEnd
                : _lifetime;
        var end = from + lifetime;
        if (grant.EndsAt is { } last && last < end)
        {
            end = DateTimeOffset.FromUnixTimeSeconds(last.ToUnixTimeSeconds());
        }

        return end > from
            ? new Term(grant.Key, from, end)
            : throw new ObjectException(
                string.Create(CultureInfo.InvariantCulture, $"nothing can be signed: the credentials ended at {end:u}")
            );
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Term(SigningKey Key, DateTimeOffset From, DateTimeOffset EndsAt);
}
