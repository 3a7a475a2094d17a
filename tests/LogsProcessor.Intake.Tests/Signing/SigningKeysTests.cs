using Amazon.Runtime;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Intake.Tests.Signing;

public sealed class SigningKeysTests
{
    private static readonly DateTime End = ManualClock.Start.UtcDateTime.AddHours(1);

    [Fact]
    public async Task Credentials_that_last_have_no_end()
    {
        var grant = await GetAsync(() => new BasicAWSCredentials("id", "secret"));

        Assert.Equal(new SigningGrant(new SigningKey("id", "secret", null), null), grant);
    }

    [Fact]
    public async Task End_belongs_to_the_key_when_credentials_renew_themselves_meanwhile()
    {
        var renewed = new RenewedCredentials();

        var grant = await GetAsync(() => renewed);

        Assert.Equal(new SigningGrant(new SigningKey("id-3", "secret", "token"), new DateTimeOffset(End)), grant);
    }

    [Fact]
    public async Task Nothing_is_signed_without_credentials()
    {
        var exception = await Assert.ThrowsAsync<ObjectException>(() =>
            GetAsync(() => throw new AmazonClientException("no profile"))
        );

        Assert.StartsWith(
            "nothing can be signed: no AWS credentials were found",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    private static Task<SigningGrant> GetAsync(Func<AWSCredentials> find) =>
        new OwnSigningKeys(new LateCredentials(find, TimeSpan.FromMinutes(1), new QuickClock())).GetAsync(
            CancellationToken.None
        );

    /// <summary>Their end changes while they are read: first none, then that of the key before, then their own.</summary>
    private sealed class RenewedCredentials : AWSCredentials
    {
        private int _reads;

        public override ImmutableCredentials GetCredentials()
        {
            _reads++;
            Expiration = _reads == 1 ? End.AddMinutes(-30) : End;
            return new ImmutableCredentials($"id-{_reads}", "secret", "token");
        }
    }
}
