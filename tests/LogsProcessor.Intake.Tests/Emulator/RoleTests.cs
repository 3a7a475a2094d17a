using Amazon.Runtime;
using LogsProcessor.Aws.Roles;
using LogsProcessor.Intake.Tests.Signing;
using LogsProcessor.Testing;

namespace LogsProcessor.Intake.Tests.Emulator;

/// <summary>Sessions of a role, from the emulator.</summary>
[Collection(SharedServer.Name)]
public sealed class RoleTests(IntakeServer server)
{
    private static readonly RoleOptions Role = new("arn:aws:iam::123456789012:role/uploads");
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ManualClock _clock = new() { Now = TimeProvider.System.GetUtcNow() };

    [Fact]
    public async Task Session_signs_until_what_it_signs_would_have_to_be_cut_short()
    {
        using var client = Client(new Uri(server.Moto.Endpoint), _clock);
        var policy = SessionPolicy.ForSigning("aws", "uploads", "in/");
        var keys = new RoleSigningKeys(client, policy, Lifetime, _clock);

        var first = await keys.GetAsync(CancellationToken.None);
        _clock.Now += TimeSpan.FromMinutes(44);
        var same = await keys.GetAsync(CancellationToken.None);
        _clock.Now += TimeSpan.FromMinutes(2);
        var next = await keys.GetAsync(CancellationToken.None);

        Assert.Equal(first, same);
        Assert.NotEqual(first.Key.Id, next.Key.Id);
        Assert.NotNull(next.Key.Token);
        Assert.InRange(first.EndsAt!.Value - _clock.Now, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task Service_that_is_not_there_is_named_after_some_attempts()
    {
        using var client = Client(new Uri($"http://127.0.0.1:{Loopback.FreePort()}"), new QuickClock());

        var exception = await Assert.ThrowsAsync<RoleException>(() =>
            client.AssumeAsync("example", "{}", CancellationToken.None)
        );

        Assert.StartsWith($"{Role.Arn}: STS cannot be reached: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Session_shows_no_secret() =>
        Assert.Equal("id", new RoleSession("id", "secret", "token", ManualClock.Start).ToString());

    private static RoleClient Client(Uri endpoint, TimeProvider clock) =>
        new(Role with { Endpoint = endpoint }, clock, () => new BasicAWSCredentials("example", "example"));
}
