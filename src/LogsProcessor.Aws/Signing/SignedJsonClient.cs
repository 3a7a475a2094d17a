using System.Globalization;
using System.Net.Http.Headers;
using Amazon.Runtime;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Signing;

/// <summary>
/// Asks a service that speaks AWS's JSON protocol: a signed POST each, made again where the service or the network may have only a bad
/// moment. Nothing is connected, and no credentials are looked for, until the first. Thread-safe.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="timeout">Longest wait for a whole answer.</param>
/// <param name="credentials">Whose requests they are.</param>
/// <param name="clock">Signs with the time, and times the waits.</param>
internal sealed class SignedJsonClient(
    JsonService service,
    TimeSpan timeout,
    LateCredentials credentials,
    TimeProvider clock
) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks.</summary>
    /// <returns>The answer's body.</returns>
    /// <exception cref="JsonServiceException">It failed, or did so too often.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal async Task<byte[]> PostAsync(JsonOperation operation, byte[] content, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PostOnceAsync(operation, content, cancel);
            }
            catch (JsonServiceException exception) when (exception.IsPassing && attempt < S3Retry.MostAttempts)
            {
                await S3Retry.WaitAsync(attempt, clock, cancel);
            }
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<byte[]> PostOnceAsync(JsonOperation operation, byte[] content, CancellationToken cancel)
    {
        try
        {
            return await AskAsync(operation, content, cancel);
        }
        catch (NoCredentialsException exception)
        {
            throw new JsonServiceException(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
        {
            var seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new JsonServiceException($"{service.Name} did not answer within {seconds} s", exception)
            {
                IsPassing = true,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AmazonClientException)
        {
            throw new JsonServiceException(
                $"{service.Name} cannot be reached: {S3Faults.Innermost(exception)}",
                exception
            )
            {
                IsPassing = true,
            };
        }
    }

    private async Task<byte[]> AskAsync(JsonOperation operation, byte[] content, CancellationToken cancel)
    {
        using var request = await NewRequestAsync(operation, content);
        using var limit = new CancellationTokenSource(timeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        using var response = await _http.SendAsync(request, stop.Token);
        var answer = await response.Content.ReadAsByteArrayAsync(stop.Token);
        return response.IsSuccessStatusCode ? answer : throw new JsonServiceException(response.StatusCode, answer);
    }

    private async Task<HttpRequestMessage> NewRequestAsync(JsonOperation operation, byte[] content)
    {
        var found = await credentials.GetCredentialsAsync();
        var token = string.IsNullOrEmpty(found.Token) ? null : found.Token;
        var address = new Uri(operation.Endpoint, "/");
        var added = new SignatureV4(operation.Region, service.Id).Sign(
            "POST",
            address.AbsolutePath,
            [
                new("Host", address.Authority),
                new("Content-Type", service.ContentType),
                new("X-Amz-Target", operation.Target),
            ],
            content,
            new SigningKey(found.AccessKey, found.SecretKey, token),
            clock.GetUtcNow()
        );
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(service.ContentType);
        request.Headers.Add("X-Amz-Target", operation.Target);
        foreach (var (name, value) in added)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
