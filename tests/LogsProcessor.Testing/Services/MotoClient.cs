using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LogsProcessor.Testing.Services;

/// <summary>
/// Speaks to the emulator by plain HTTP: it reads the service and the region from the signature's scope, and checks no signature.
/// </summary>
internal sealed class MotoClient(string endpoint, string region) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(endpoint) };

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request.</summary>
    /// <exception cref="HttpRequestException">It was refused; the message says why.</exception>
    internal async Task<string> SendAsync(
        string service,
        HttpMethod method,
        string path,
        HttpContent? content = null,
        string? contentType = null,
        string? target = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        var scope = $"Credential=test/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0";
        request.Headers.Authorization = new AuthenticationHeaderValue("AWS4-HMAC-SHA256", scope);
        if (content is not null)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue(contentType!);
            request.Content = content;
        }

        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? body
            : throw new HttpRequestException($"{method} {path} of {service}: {(int)response.StatusCode} {body}");
    }

    /// <summary>Asks for an operation of a service that speaks AWS's JSON protocol.</summary>
    /// <exception cref="HttpRequestException">It was refused; the message says why.</exception>
    internal Task<string> PostJsonAsync(string service, string contentType, string target, object request) =>
        SendAsync(
            service,
            HttpMethod.Post,
            "/",
            new StringContent(JsonSerializer.Serialize(request), Encoding.UTF8),
            contentType,
            target
        );
}
