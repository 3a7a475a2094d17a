using System.Net;
using LogsProcessor.Intake;
using LogsProcessor.Intake.Callers;
using LogsProcessor.Intake.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LogsProcessor.Cli.Intake;

/// <summary>The endpoint by which files are handed in, on a port of this machine. Callers show a key.</summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    // Requests are a few lines of JSON, a hundred parts at most.
    private const long MostBodyBytes = 64 * 1024;

    private readonly WebApplication _app;
    private readonly IntakeService _service;
    private readonly KeyRing _keys;
    private readonly Terminal _terminal;

    private IntakeHost(IPEndPoint endPoint, IntakeService service, KeyRing keys, Terminal terminal)
    {
        _service = service;
        _keys = keys;
        _terminal = terminal;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MostBodyBytes;
            options.Listen(endPoint);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">The port is taken, or the address is none of this machine's.</exception>
    public static async Task<IntakeHost> StartAsync(
        IPEndPoint endPoint,
        IntakeService service,
        KeyRing keys,
        Terminal terminal
    )
    {
        var host = new IntakeHost(endPoint, service, keys, terminal);
        await host._app.StartAsync();
        var features = host._app.Services.GetRequiredService<IServer>().Features;
        host.Address = new Uri(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return host;
    }

    /// <summary>Stops it; requests under way are broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new IntakeRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "/",
            body.ToArray(),
            _keys.Find(context.Request.Headers.Authorization)
        );
        var answer = await _service.AnswerAsync(request, context.RequestAborted);
        if (answer.Cause is { } cause)
        {
            _terminal.Complain(Printable.Of(cause));
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Body.Length > 0)
        {
            await response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
