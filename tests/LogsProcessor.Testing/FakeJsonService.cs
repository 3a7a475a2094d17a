using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LogsProcessor.Testing;

/// <summary>A request that the fake has seen.</summary>
public sealed record JsonServiceRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// A service of AWS's JSON protocol on a free loopback port: it answers with what it was given, in that order, and then always the same.
/// Thread-safe.
/// </summary>
public abstract class FakeJsonService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JsonServiceRequest> _requests = new();
    private readonly ConcurrentQueue<(int Status, string Body)> _answers = new();
    private readonly string _lastAnswer;

    /// <param name="lastAnswer">What it answers when it was given nothing else.</param>
    protected FakeJsonService(string lastAnswer)
    {
        _lastAnswer = lastAnswer;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(options => options.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Its address.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The requests seen so far.</summary>
    public IReadOnlyList<JsonServiceRequest> Requests => [.. _requests];

    /// <summary>A request to come is answered with an error.</summary>
    public void FailNext(int status, string body) => _answers.Enqueue((status, body));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A request to come is answered so.</summary>
    protected void AnswerNext(string body) => _answers.Enqueue((200, body));

    /// <summary>Begins to listen.</summary>
    protected async Task ListenAsync()
    {
        await _app.StartAsync();
        var features = _app.Services.GetRequiredService<IServer>().Features;
        Endpoint = new Uri(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _requests.Enqueue(
            new JsonServiceRequest(
                context.Request.Path,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
                await reader.ReadToEndAsync()
            )
        );
        var (status, body) = _answers.TryDequeue(out var answer) ? answer : (200, _lastAnswer);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }
}
