using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LogsProcessor.Testing;

/// <summary>Putting, copying and deleting objects, and the answers' XML.</summary>
public sealed partial class FakeS3
{
    private Task CreateBucketAsync(HttpContext context, FakeS3Request request)
    {
        CreateBucket(request.Bucket);
        context.Response.Headers.Location = $"/{request.Bucket}";
        return Task.CompletedTask;
    }

    private async Task WriteAsync(HttpContext context, FakeS3Request request)
    {
        var content = await ReadContentAsync(context, request);
        if (TryStore(request, content, request.Headers, out var item) is { } fault)
        {
            await WriteErrorAsync(context, fault);
            return;
        }

        context.Response.Headers.ETag = $"\"{item!.ETag}\"";
        context.Response.Headers["x-amz-version-id"] = item.VersionId;
    }

    private static async Task<byte[]> ReadContentAsync(HttpContext context, FakeS3Request request)
    {
        using var received = new MemoryStream();
        await context.Request.Body.CopyToAsync(received);
        var signing = request.Header("x-amz-content-sha256") ?? "";
        var isChunked = signing.StartsWith("STREAMING-", StringComparison.Ordinal);
        return isChunked ? AwsChunks.Join(received.ToArray()) : received.ToArray();
    }

    private Task CopyAsync(HttpContext context, FakeS3Request request)
    {
        if (FindCopySource(request) is not { } source)
        {
            return WriteErrorAsync(context, FakeS3Fault.NoSuchKey);
        }

        if (request.Header("x-amz-copy-source-if-match") is { } wanted && wanted != $"\"{source.ETag}\"")
        {
            return WriteErrorAsync(context, PreconditionFailed);
        }

        if (IsLarge(source))
        {
            return WriteErrorAsync(context, TooLargeToCopy);
        }

        var fault = TryStore(request, source.Content, source.Headers, out var item);
        return fault is not null
            ? WriteErrorAsync(context, fault)
            : WriteXmlAsync(
                context,
                $"<CopyObjectResult><ETag>&quot;{item!.ETag}&quot;</ETag>"
                    + "<LastModified>2026-10-31T09:10:09.000Z</LastModified></CopyObjectResult>"
            );
    }

    private Task DeleteAsync(HttpContext context, FakeS3Request request)
    {
        lock (_lock)
        {
            var there = FindVersion(request);
            if (request.Header("If-Match") is { } wanted && wanted != $"\"{there?.ETag}\"")
            {
                return WriteErrorAsync(context, PreconditionFailed);
            }

            if (!request.Query.ContainsKey("versionId"))
            {
                _objects.Remove((request.Bucket, request.Key));
                Unindex(request.Bucket, request.Key);
            }
            else if (there is not null && _objects[(request.Bucket, request.Key)] is var versions)
            {
                versions.Remove(there);
                if (versions.Count == 0)
                {
                    _objects.Remove((request.Bucket, request.Key));
                    Unindex(request.Bucket, request.Key);
                }
            }
        }

        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private FakeS3Fault? TryStore(
        FakeS3Request request,
        byte[] content,
        IReadOnlyDictionary<string, string> headers,
        out FakeS3Object? item,
        string? etag = null
    )
    {
        lock (_lock)
        {
            item = null;
            if (!_buckets.Contains(request.Bucket))
            {
                return FakeS3Fault.NoSuchBucket;
            }

            if (!IsAsExpected(request))
            {
                return PreconditionFailed;
            }

            item = Put(request.Bucket, request.Key, content, etag, Kept(headers));
            return null;
        }
    }

    /// <summary>Whether what is there is what the request may write over.</summary>
    private bool IsAsExpected(FakeS3Request request)
    {
        var there = Find(request.Bucket, request.Key);
        return (request.Header("If-None-Match") != "*" || there is null)
            && (request.Header("If-Match") is not { } wanted || wanted == $"\"{there?.ETag}\"");
    }

    private static Dictionary<string, string> Kept(IReadOnlyDictionary<string, string> headers) =>
        headers
            .Where(pair => pair.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(pair => pair.Key, pair => pair.Value);

    private static Task WriteErrorAsync(HttpContext context, FakeS3Fault fault)
    {
        context.Response.StatusCode = fault.Status;
        foreach (var (name, value) in fault.Headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Request.Method == "HEAD"
            ? Task.CompletedTask
            : WriteXmlAsync(
                context,
                $"<Error><Code>{fault.Code}</Code><Message>{Escape(fault.Message)}</Message>"
                    + "<RequestId>4442587FB7D0A2F9</RequestId><HostId>example</HostId></Error>"
            );
    }

    private static async Task WriteXmlAsync(HttpContext context, string xml)
    {
        var bytes = Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8"?>""" + "\n" + xml);
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers["x-amz-request-id"] = "4442587FB7D0A2F9";
        await context.Response.Body.WriteAsync(bytes);
    }

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
