using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Intake.Tests.Page;

/// <summary>Chromium without a window: started once, for it takes seconds, and each test has a tab that knows nothing of the others.</summary>
public sealed class Browser : IAsyncLifetime, IDisposable
{
    private const string Announcement = "DevTools listening on ";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _profile = new();
    private RunningProcess _process = null!;
    private DevTools _tools = null!;

    /// <summary>Starts it.</summary>
    /// <exception cref="TimeoutException">It does not start; the message holds what it wrote.</exception>
    public async Task InitializeAsync()
    {
        string[] arguments =
        [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--remote-debugging-port=0",
            $"--user-data-dir={_profile.Path}",
            "about:blank",
        ];
        // It is killed in the end, and would leave its temporary files behind.
        var environment = new Dictionary<string, string> { ["TMPDIR"] = _profile.Path };
        _process = RunningProcess.Start(new ProcessCommand("chromium", arguments) { Environment = environment });
        await _process.WaitUntilAsync(it => AddressIn(it.Error) is not null, StartTimeout, "DevTools address");
        _tools = await DevTools.ConnectAsync(AddressIn(_process.Error)!);
    }

    public async Task DisposeAsync()
    {
        await _tools.DisposeAsync();
        await _process.DisposeAsync();
    }

    public void Dispose() => _profile.Dispose();

    /// <summary>A tab of its own, with storage of its own.</summary>
    internal Task<BrowserTab> OpenTabAsync() => BrowserTab.OpenAsync(_tools);

    private static Uri? AddressIn(string text) =>
        text.Split('\n').SkipLast(1).FirstOrDefault(line => line.StartsWith(Announcement, StringComparison.Ordinal))
            is { } line
            ? new Uri(line[Announcement.Length..].Trim())
            : null;
}
