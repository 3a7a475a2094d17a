using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LogsProcessor.Testing;

/// <summary>Uploads and copies in parts.</summary>
public sealed partial class FakeS3
{
    private static readonly FakeS3Fault NoSuchUpload = FakeS3Fault.Error(
        404,
        "NoSuchUpload",
        "The specified upload does not exist."
    );

    private static readonly FakeS3Fault InvalidPart = FakeS3Fault.Error(
        400,
        "InvalidPart",
        "One or more of the specified parts could not be found."
    );

    private readonly Dictionary<string, FakeS3Upload> _uploads = [];
    private int _uploadsBegun;

    /// <summary>How many uploads in parts were begun, and neither completed nor aborted.</summary>
    public int OpenUploads
    {
        get
        {
            lock (_lock)
            {
                return _uploads.Count;
            }
        }
    }

    private Task UploadAsync(HttpContext context, FakeS3Request request)
    {
        if (!request.Query.TryGetValue("uploadId", out var id))
        {
            return BeginUploadAsync(context, request);
        }

        FakeS3Upload? upload;
        lock (_lock)
        {
            upload = _uploads.GetValueOrDefault(id);
        }

        return (request.Method, upload) switch
        {
            (_, null) => WriteErrorAsync(context, NoSuchUpload),
            ("PUT", _) when request.Header("x-amz-copy-source") is not null => CopyPartAsync(context, request, upload),
            ("PUT", _) => PutPartAsync(context, request, upload),
            ("POST", _) => CompleteUploadAsync(context, request, id, upload),
            _ => AbortUploadAsync(context, id),
        };
    }

    private Task BeginUploadAsync(HttpContext context, FakeS3Request request)
    {
        lock (_lock)
        {
            if (!_buckets.Contains(request.Bucket))
            {
                return WriteErrorAsync(context, FakeS3Fault.NoSuchBucket);
            }

            var id = Digits(++_uploadsBegun);
            _uploads[id] = new FakeS3Upload(request.Headers);
            return WriteXmlAsync(
                context,
                $"<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
            );
        }
    }

    private async Task PutPartAsync(HttpContext context, FakeS3Request request, FakeS3Upload upload)
    {
        var part = await ReadContentAsync(context, request);
        lock (_lock)
        {
            upload.Parts[NumberOf(request)] = part;
        }

        context.Response.Headers.ETag = $"\"{FakeS3Object.ETagOf(part)}\"";
    }

    private async Task CompleteUploadAsync(HttpContext context, FakeS3Request request, string id, FakeS3Upload upload)
    {
        var xml = await XDocument.LoadAsync(context.Request.Body, LoadOptions.None, context.RequestAborted);
        var named = xml.Descendants().Where(item => item.Name.LocalName == "Part").ToList();
        FakeS3Fault? fault;
        FakeS3Object? item = null;
        lock (_lock)
        {
            var parts = named
                .Select(part => upload.Find(TextOf(part, "PartNumber"), TextOf(part, "ETag").Trim('"')))
                .ToList();
            var content = parts.SelectMany(part => part ?? []).ToArray();
            var etag = $"{FakeS3Object.ETagOf(content)}-{parts.Count}";
            fault =
                _largeUploads.GetValueOrDefault(id) is { } large ? JoinLarge(request, large, upload.Headers, out item)
                : parts.Contains(null) ? InvalidPart
                : TryStore(request, content, upload.Headers, out item, etag);
            _ = fault is null && _uploads.Remove(id) && _largeUploads.Remove(id);
        }

        if (fault is not null)
        {
            await WriteErrorAsync(context, fault);
            return;
        }

        context.Response.Headers["x-amz-version-id"] = item!.VersionId;
        await WriteXmlAsync(
            context,
            $"<CompleteMultipartUploadResult><ETag>&quot;{item.ETag}&quot;</ETag></CompleteMultipartUploadResult>"
        );
    }

    private Task AbortUploadAsync(HttpContext context, string id)
    {
        lock (_lock)
        {
            _uploads.Remove(id);
        }

        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task CopyPartAsync(HttpContext context, FakeS3Request request, FakeS3Upload upload)
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
            return CopyLargePartAsync(context, request, source);
        }

        var range = RangeHeaderValue.Parse(request.Header("x-amz-copy-source-range")).Ranges.Single();
        var part = source.Content[(int)range.From!..((int)range.To! + 1)];
        lock (_lock)
        {
            upload.Parts[NumberOf(request)] = part;
        }

        return WriteXmlAsync(
            context,
            $"<CopyPartResult><ETag>&quot;{FakeS3Object.ETagOf(part)}&quot;</ETag></CopyPartResult>"
        );
    }

    private static int NumberOf(FakeS3Request request) =>
        int.Parse(request.Query["partNumber"], CultureInfo.InvariantCulture);

    /// <summary>The object that a copy is made of: <c>bucket/key</c>, encoded, with its version.</summary>
    private FakeS3Object? FindCopySource(FakeS3Request request)
    {
        var parts = request.Header("x-amz-copy-source")!.Split("?versionId=");
        var path = Uri.UnescapeDataString(parts[0]).TrimStart('/');
        var slash = path.IndexOf('/');
        lock (_lock)
        {
            var versions = _objects.GetValueOrDefault((path[..slash], path[(slash + 1)..])) ?? [];
            return parts.Length == 1 ? versions.LastOrDefault() : versions.Find(item => item.VersionId == parts[1]);
        }
    }
}
