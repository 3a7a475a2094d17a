using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests;

/// <summary>The tests that share one emulator, each with buckets and queues of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedMoto : ICollectionFixture<MotoFixture>
{
    public const string Name = "moto";
}

/// <summary>Starts the emulator once.</summary>
public sealed class MotoFixture : IAsyncLifetime
{
    /// <summary>The emulator.</summary>
    public MotoServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await MotoServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
