using LogsProcessor.Testing;

namespace LogsProcessor.Deploy.Tests.Packages;

/// <summary>The packages for this machine, built here and in a copy elsewhere, and those that run anywhere.</summary>
public sealed class PackagesFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SourceCopy? _copy;

    internal PackageFolder Here { get; private set; } = null!;

    internal PackageFolder Elsewhere { get; private set; } = null!;

    internal PackageFolder Anywhere { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _copy = await SourceCopy.CreateAsync();
        Here = await PackageFolder.OfTestedSourceAsync();
        Elsewhere = await PackageFolder.BuildAsync(_copy.Path, PackageFolder.ThisMachine, _folder.File("native"));
        Anywhere = await PackageFolder.BuildAsync(_copy.Path, "any", _folder.File("any"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _copy?.Dispose();
        _folder.Dispose();
    }
}
