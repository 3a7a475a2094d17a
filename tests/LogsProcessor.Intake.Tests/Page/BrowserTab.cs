using System.Text.Json.Nodes;

namespace LogsProcessor.Intake.Tests.Page;

/// <summary>A tab of the browser, in a context of its own: what it stores, and its network, are its own, and gone when it is closed.</summary>
internal sealed class BrowserTab : IAsyncDisposable
{
    private readonly DevTools _tools;
    private readonly string _context;
    private readonly string _session;

    private BrowserTab(DevTools tools, string context, string session)
    {
        _tools = tools;
        _context = context;
        _session = session;
    }

    /// <summary>Opens one.</summary>
    internal static async Task<BrowserTab> OpenAsync(DevTools tools)
    {
        var context = (await tools.SendAsync("Target.createBrowserContext"))["browserContextId"]!.GetValue<string>();
        var target = await tools.SendAsync(
            "Target.createTarget",
            new() { ["url"] = "about:blank", ["browserContextId"] = context }
        );
        var attached = await tools.SendAsync(
            "Target.attachToTarget",
            new() { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }
        );
        var tab = new BrowserTab(tools, context, attached["sessionId"]!.GetValue<string>());
        await tab.SendAsync("Page.enable");
        await tab.SendAsync("Network.enable");
        await tab.SendAsync("DOM.enable");
        return tab;
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

    public async ValueTask DisposeAsync() =>
        await _tools.SendAsync("Target.disposeBrowserContext", new() { ["browserContextId"] = _context });

    private Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) =>
        _tools.SendAsync(method, parameters, _session);
}
