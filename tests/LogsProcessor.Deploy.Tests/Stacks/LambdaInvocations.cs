using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>Takes invocations as Lambda does those of type Event: accepts each, and keeps it. The emulator would need a container for it.</summary>
internal sealed class LambdaInvocations : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Function, string Payload)> _received = new();
    private readonly WebApplication _app;

    private LambdaInvocations(WebApplication app) => _app = app;

    /// <summary>What was invoked, as <c>function:alias</c>, and with which event.</summary>
    internal IReadOnlyCollection<(string Function, string Payload)> Received => _received;

    /// <summary>Where it listens.</summary>
    internal string Endpoint =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Starts it on a free port.</summary>
    internal static async Task<LambdaInvocations> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var invocations = new LambdaInvocations(app);
        app.MapPost("/2015-03-31/functions/{function}/invocations", invocations.TakeAsync);
        await app.StartAsync();
        return invocations;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string function, HttpRequest request)
    {
        if (request.Headers["X-Amz-Invocation-Type"] != "Event")
        {
            return Results.BadRequest();
        }

        using var reader = new StreamReader(request.Body);
        _received.Enqueue(($"{function}:{request.Query["Qualifier"]}", await reader.ReadToEndAsync()));
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
