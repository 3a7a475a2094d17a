using System.Globalization;
using System.Net.Http.Headers;

namespace LogsProcessor.Functions.Hosting;

/// <summary>The client of Lambda's Runtime API. Source: AWS, "Using the Lambda runtime API for custom runtimes".</summary>
internal sealed class RuntimeApi : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">Host and port, as Lambda gives them in <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
    internal RuntimeApi(string address) =>
        // Lambda's own address is in this sandbox; a proxy that the environment names for the rest of the world cannot reach it.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://{address}/2018-06-01/runtime/"),
            // "next" waits as long as there is nothing to do.
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Waits for the next invocation.</summary>
    /// <exception cref="HttpRequestException">The Runtime API is gone, or refuses.</exception>
    internal async Task<Invocation> NextAsync()
    {
        using var response = await _http.GetAsync(new Uri("invocation/next", UriKind.Relative));
        response.EnsureSuccessStatusCode();
        var requestId =
            Header(response, "Lambda-Runtime-Aws-Request-Id")
            ?? throw new HttpRequestException(
                "the Runtime API gave an invocation without Lambda-Runtime-Aws-Request-Id"
            );
        var deadline = long.TryParse(
            Header(response, "Lambda-Runtime-Deadline-Ms"),
            CultureInfo.InvariantCulture,
            out var epochMs
        )
            ? DateTimeOffset.FromUnixTimeMilliseconds(epochMs)
            : (DateTimeOffset?)null;
        return new Invocation(requestId, deadline, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Answers an invocation.</summary>
    internal Task PostResultAsync(string requestId, InvocationResult result) =>
        result.Error is { } error
            ? PostErrorAsync($"invocation/{requestId}/error", error)
            : PostAsync($"invocation/{requestId}/response", new ReadOnlyMemoryContent(result.Payload));

    /// <summary>Tells that the function could not be started.</summary>
    internal Task PostInitErrorAsync(InvocationError error) => PostErrorAsync("init/error", error);

    public void Dispose() => _http.Dispose();

    private Task PostErrorAsync(string path, InvocationError error)
    {
        var content = new ByteArrayContent(error.ToJson());
        content.Headers.Add("Lambda-Runtime-Function-Error-Type", $"LogsProcessor.{error.Type}");
        return PostAsync(path, content);
    }

    private async Task PostAsync(string path, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
