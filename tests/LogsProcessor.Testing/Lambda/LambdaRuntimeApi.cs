using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LogsProcessor.Testing.Lambda;

/// <summary>What the function answered.</summary>
/// <param name="Body">The response, or the error's description.</param>
/// <param name="IsError">Whether it is an error.</param>
/// <param name="ErrorType">The error's type, as the function's header says it.</param>
public sealed record LambdaAnswer(string Body, bool IsError, string? ErrorType);

/// <summary>The Lambda service's side of the Runtime API, for one function instance. Thread-safe.</summary>
public sealed class LambdaRuntimeApi : IAsyncDisposable
{
    private const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:logs-processor";

    /// <summary>The longest wait for the function to ask for work: it may have to start first.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Lambda ends a function at its deadline. Here it may be late where the machine has other work to do than this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly Channel<Invocation> _queue = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _underWay = new();
    private readonly TaskCompletionSource<LambdaAnswer> _initError = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _number;

    private LambdaRuntimeApi(WebApplication app) => _app = app;

    /// <summary>What <c>AWS_LAMBDA_RUNTIME_API</c> is to be set to: <c>host:port</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the function reports if it cannot start.</summary>
    public Task<LambdaAnswer> InitError => _initError.Task;

    /// <summary>Starts it on a free port.</summary>
    public static async Task<LambdaRuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var api = new LambdaRuntimeApi(app);
        app.Urls.Add("http://127.0.0.1:0");
        const string root = "/2018-06-01/runtime";
        app.MapGet($"{root}/invocation/next", api.NextAsync);
        app.MapPost(
            $"{root}/invocation/{{id}}/response",
            (string id, HttpRequest body) => api.AnswerAsync(id, body, false)
        );
        app.MapPost(
            $"{root}/invocation/{{id}}/error",
            (string id, HttpRequest body) => api.AnswerAsync(id, body, true)
        );
        app.MapPost($"{root}/init/error", api.FailInitAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        api.Address = new Uri(addresses.Addresses.Single()).Authority;
        return api;
    }

    /// <summary>Invokes the function and waits for its answer.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="deadline">The time that the function has from when it takes the event.</param>
    /// <exception cref="TimeoutException">There was no answer in that time.</exception>
    public async Task<LambdaAnswer> InvokeAsync(string payload, TimeSpan deadline)
    {
        var invocation = await HandOutAsync(payload, deadline);
        return await invocation.Answer.Task.WaitAsync(deadline + Grace);
    }

    /// <summary>Invokes the function, and does not wait for its answer: there will be none.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="deadline">The time that the function has.</param>
    public Task BeginAsync(string payload, TimeSpan deadline) => HandOutAsync(payload, deadline);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Whoever waits for the next invocation is sent home first: the server would wait for it.
        _queue.Writer.TryComplete();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task<Invocation> HandOutAsync(string payload, TimeSpan deadline)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"request-{Interlocked.Increment(ref _number)}");
        var invocation = new Invocation(id, payload, deadline);
        _underWay[id] = invocation;
        await _queue.Writer.WriteAsync(invocation);
        await invocation.Taken.Task.WaitAsync(StartTimeout);
        return invocation;
    }

    private async Task NextAsync(HttpContext context)
    {
        try
        {
            var invocation = await _queue.Reader.ReadAsync(context.RequestAborted);
            var headers = context.Response.Headers;
            headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
            var end = TimeProvider.System.GetUtcNow() + invocation.Deadline;
            headers["Lambda-Runtime-Deadline-Ms"] = end.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            headers["Lambda-Runtime-Invoked-Function-Arn"] = FunctionArn;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(invocation.Payload);
            invocation.Taken.TrySetResult();
        }
        catch (ChannelClosedException)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task<IResult> AnswerAsync(string id, HttpRequest request, bool isError)
    {
        // Each invocation is answered once; the service refuses an answer to one that it does not know.
        if (!_underWay.TryRemove(id, out var invocation))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        invocation.Answer.SetResult(await ReadAsync(request, isError));
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> FailInitAsync(HttpRequest request)
    {
        _initError.TrySetResult(await ReadAsync(request, isError: true));
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<LambdaAnswer> ReadAsync(HttpRequest request, bool isError)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        return new LambdaAnswer(body, isError, request.Headers["Lambda-Runtime-Function-Error-Type"].FirstOrDefault());
    }

    private sealed record Invocation(string Id, string Payload, TimeSpan Deadline)
    {
        internal TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource<LambdaAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
