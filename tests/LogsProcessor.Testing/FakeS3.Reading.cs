using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LogsProcessor.Testing;

/// <summary>Reading an object.</summary>
public sealed partial class FakeS3
{
    private static readonly FakeS3Fault PreconditionFailed = FakeS3Fault.Error(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold"
    );

    private static readonly FakeS3Fault NoSuchVersion = FakeS3Fault.Error(
        404,
        "NoSuchVersion",
        "The specified version does not exist."
    );

    private FakeS3Object? FindVersion(FakeS3Request request)
    {
        lock (_lock)
        {
            var versions = _objects.GetValueOrDefault((request.Bucket, request.Key)) ?? [];
            return request.Query.TryGetValue("versionId", out var id)
                ? versions.Find(item => item.VersionId == id)
                : versions.LastOrDefault();
        }
    }

    private async Task ReadAsync(HttpContext context, FakeS3Request request, FakeS3Fault? fault)
    {
        if (FindVersion(request) is not { } item)
        {
            var isVersioned = request.Query.ContainsKey("versionId");
            await WriteErrorAsync(context, isVersioned ? NoSuchVersion : FakeS3Fault.NoSuchKey);
            return;
        }

        if (request.Header("If-Match") is { } wanted && wanted != "*" && wanted != $"\"{item.ETag}\"")
        {
            await WriteErrorAsync(context, PreconditionFailed);
            return;
        }

        var response = context.Response;
        var body = new ArraySegment<byte>(item.Content);
        if (RangeHeaderValue.TryParse(request.Header("Range"), out var ranges))
        {
            var from = ranges.Ranges.Single().From ?? 0;
            var to = Math.Min(ranges.Ranges.Single().To ?? long.MaxValue, item.Content.Length - 1);
            if (from > to)
            {
                await WriteErrorAsync(
                    context,
                    FakeS3Fault.Error(416, "InvalidRange", "The requested range is not satisfiable")
                );
                return;
            }

            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {from}-{to}/{item.Content.Length}";
            body = body.Slice((int)from, (int)(to - from) + 1);
        }

        response.ContentLength = IsLarge(item) && request.Method == "HEAD" ? item.Size : body.Count;
        response.ContentType = "application/octet-stream";
        response.Headers.ETag = $"\"{item.ETag}\"";
        response.Headers.LastModified = DateTimeOffset
            .Parse(item.LastModified, CultureInfo.InvariantCulture)
            .ToString("R", CultureInfo.InvariantCulture);
        response.Headers["x-amz-version-id"] = item.VersionId;
        foreach (var (name, value) in item.Headers)
        {
            response.Headers[name] = value;
        }

        if (request.Method == "GET")
        {
            await SendAsync(context, body, fault);
        }
    }

    private static async Task SendAsync(HttpContext context, ArraySegment<byte> body, FakeS3Fault? fault)
    {
        if ((fault?.CutAfter ?? fault?.StallAfter) is not { } bytes)
        {
            await context.Response.Body.WriteAsync(body);
            return;
        }

        await context.Response.Body.WriteAsync(body[..Math.Min(bytes, body.Count)]);
        await context.Response.Body.FlushAsync();
        if (fault!.StallAfter is not null)
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await (fault.OnStall?.Invoke() ?? Task.CompletedTask);
            await gone.Task;
        }

        // Fewer bytes than announced: the server closes the connection behind them. A reset could overtake them.
    }
}
