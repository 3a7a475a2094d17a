using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogsProcessor.Intake.Tests.Page;

/// <summary>Chromium's DevTools protocol over a WebSocket: commands and their answers. Events are passed over.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;
    private int _number;

    /// <summary>Connects.</summary>
    internal static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, CancellationToken.None);
        tools._reading = tools.ReadAsync();
        return tools;
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">Chromium refuses it.</exception>
    internal async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _number);
        var command = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters ?? [],
        };
        if (session is not null)
        {
            command["sessionId"] = session;
        }

        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _sending.WaitAsync();
        try
        {
            var text = JsonSerializer.SerializeToUtf8Bytes(command);
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        var found = await answer.Task.WaitAsync(Timeout);
        return found["error"] is { } error
            ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}")
            : found["result"]!;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (await _socket.ReceiveAsync(buffer, _end.Token) is { MessageType: WebSocketMessageType.Text } read)
            {
                message.Write(buffer, 0, read.Count);
                if (read.EndOfMessage)
                {
                    var json = JsonNode.Parse(message.ToArray())!;
                    message.SetLength(0);
                    if (json["id"] is { } id && _asked.TryRemove(id.GetValue<int>(), out var asked))
                    {
                        asked.SetResult(json);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            foreach (var asked in _asked.Values)
            {
                asked.TrySetException(exception);
            }
        }
    }
}
