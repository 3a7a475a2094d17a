using System.Text.Json.Nodes;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Intake.Tests.Page;

/// <summary>Chromium without a window, with one tab.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _profile;
    private readonly RunningProcess _process;
    private readonly DevTools _tools;
    private readonly string _session;

    private Browser(TemporaryFolder profile, RunningProcess process, DevTools tools, string session)
    {
        _profile = profile;
        _process = process;
        _tools = tools;
        _session = session;
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="TimeoutException">It does not start; the message holds what it wrote.</exception>
    internal static async Task<Browser> StartAsync()
    {
        var profile = new TemporaryFolder();
        string[] arguments =
        [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--remote-debugging-port=0",
            $"--user-data-dir={profile.Path}",
            "about:blank",
        ];
        // It is killed in the end, and would leave its temporary files behind.
        var environment = new Dictionary<string, string> { ["TMPDIR"] = profile.Path };
        var process = RunningProcess.Start(new ProcessCommand("chromium", arguments) { Environment = environment });
        await process.WaitUntilAsync(it => AddressIn(it.Error) is not null, StartTimeout, "DevTools address");
        var tools = await DevTools.ConnectAsync(AddressIn(process.Error)!);
        var target = await tools.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        var attached = await tools.SendAsync(
            "Target.attachToTarget",
            new() { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }
        );
        var browser = new Browser(profile, process, tools, attached["sessionId"]!.GetValue<string>());
        await browser.SendAsync("Page.enable");
        await browser.SendAsync("Network.enable");
        await browser.SendAsync("DOM.enable");
        return browser;
    }

    /// <summary>Opens a page, and waits until its script has run.</summary>
    internal async Task OpenAsync(string address)
    {
        await SendAsync("Page.navigate", new() { ["url"] = "about:blank" });
        await SendAsync("Page.navigate", new() { ["url"] = address });
        await EvaluateAsync(
            "new Promise(end => document.readyState === 'complete' ? end() : addEventListener('load', end))"
        );
    }

    /// <summary>Evaluates an expression; of a promise, what it comes to.</summary>
    internal async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync(
            "Runtime.evaluate",
            new()
            {
                ["expression"] = expression,
                ["awaitPromise"] = true,
                ["returnByValue"] = true,
            }
        );
        return answer["exceptionDetails"] is { } fault
            ? throw new InvalidOperationException($"{expression}: {fault.ToJsonString()}")
            : answer["result"]!["value"];
    }

    /// <summary>Waits until a condition holds; it is looked at whenever the page changes.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="then">What is done in that moment, before anything else can happen to the page.</param>
    internal Task WaitAsync(string condition, string then = "") =>
        EvaluateAsync(
            $$"""
            new Promise(end => {
              const look = () => { if ({{condition}}) { watch.disconnect(); {{then}}; end(); } };
              const watch = new MutationObserver(look);
              watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
              look();
            })
            """
        );

    /// <summary>Chooses files in a file input.</summary>
    internal async Task ChooseAsync(string selector, params string[] files)
    {
        var document = await SendAsync("DOM.getDocument");
        var input = await SendAsync(
            "DOM.querySelector",
            new() { ["nodeId"] = document["root"]!["nodeId"]!.GetValue<int>(), ["selector"] = selector }
        );
        await SendAsync(
            "DOM.setFileInputFiles",
            new()
            {
                ["nodeId"] = input["nodeId"]!.GetValue<int>(),
                ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
            }
        );
    }

    /// <summary>Drops files onto the page, as a hand does.</summary>
    internal async Task DropAsync(params string[] files)
    {
        foreach (var type in (string[])["dragEnter", "dragOver", "drop"])
        {
            await SendAsync(
                "Input.dispatchDragEvent",
                new()
                {
                    ["type"] = type,
                    ["x"] = 200,
                    ["y"] = 200,
                    ["data"] = new JsonObject
                    {
                        ["items"] = new JsonArray(),
                        ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
                        ["dragOperationsMask"] = 1,
                    },
                }
            );
        }
    }

    /// <summary>Cuts the network, or brings it back.</summary>
    /// <param name="isOffline">Whether nothing gets through.</param>
    /// <param name="bytesPerSecond">The most that is sent in a second; -1 for no limit.</param>
    internal Task LimitNetworkAsync(bool isOffline, int bytesPerSecond = -1) =>
        SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = isOffline,
                ["latency"] = 0,
                ["downloadThroughput"] = -1,
                ["uploadThroughput"] = bytesPerSecond,
            }
        );

    /// <summary>Lets the page believe that its reader wants <c>light</c>, or <c>dark</c>.</summary>
    internal Task EmulateSchemeAsync(string scheme)
    {
        var feature = new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme };
        return SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(feature) });
    }

    /// <summary>Takes a picture of the page.</summary>
    internal async Task CaptureAsync(string file)
    {
        var answer = await SendAsync("Page.captureScreenshot");
        await File.WriteAllBytesAsync(file, Convert.FromBase64String(answer["data"]!.GetValue<string>()));
    }

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        await _process.DisposeAsync();
        _profile.Dispose();
    }

    private Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) =>
        _tools.SendAsync(method, parameters, _session);

    private static Uri? AddressIn(string text) =>
        text.Split('\n').SkipLast(1).FirstOrDefault(line => line.StartsWith(Announcement, StringComparison.Ordinal))
            is { } line
            ? new Uri(line[Announcement.Length..].Trim())
            : null;
}
