using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LogsProcessor.Testing;

/// <summary>
/// An S3 on a free loopback port: path-style GET, HEAD, PUT, copy, DELETE, list, tags and uploads in parts, with ranges and conditions,
/// which fails when told to. It checks no signature. Thread-safe.
/// </summary>
public sealed partial class FakeS3 : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Bucket, string Key), List<FakeS3Object>> _objects = [];
    private readonly ConcurrentQueue<FakeS3Request> _requests = new();
    private int _versions;

    private FakeS3()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Its address.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>A list has at most so many keys a page. Default 1,000.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>The requests seen so far, also those that met a fault.</summary>
    public IReadOnlyList<FakeS3Request> Requests => [.. _requests];

    /// <summary>Starts one, empty.</summary>
    public static async Task<FakeS3> StartAsync()
    {
        var fake = new FakeS3();
        await fake._app.StartAsync();
        var addresses = fake._app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features;
        fake.Endpoint = new Uri(addresses.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return fake;
    }

    /// <summary>Makes a bucket.</summary>
    public void CreateBucket(string bucket)
    {
        lock (_lock)
        {
            _buckets.Add(bucket);
        }
    }

    /// <summary>Puts an object, and its bucket where there is none.</summary>
    public FakeS3Object Put(
        string bucket,
        string key,
        byte[] content,
        string? etag = null,
        IReadOnlyDictionary<string, string>? headers = null
    )
    {
        lock (_lock)
        {
            _buckets.Add(bucket);
            var item = new FakeS3Object(content, etag ?? FakeS3Object.ETagOf(content), $"version-{++_versions}")
            {
                Headers = headers ?? new Dictionary<string, string>(),
            };
            if (!_objects.TryGetValue((bucket, key), out var versions))
            {
                _objects[(bucket, key)] = versions = [];
            }

            versions.Add(item);
            Index(bucket, key);
            return item;
        }
    }

    /// <summary>The latest version of an object, or null.</summary>
    public FakeS3Object? Find(string bucket, string key)
    {
        lock (_lock)
        {
            return _objects.TryGetValue((bucket, key), out var versions) ? versions[^1] : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = FakeS3Request.From(context);
        if (IsRecording)
        {
            _requests.Enqueue(request);
        }

        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay);
        }

        var fault = FaultFor(request);
        if (fault?.Before is { } before)
        {
            await before();
        }

        if (fault is { IsAnswerLost: true })
        {
            context.Response.Body = Stream.Null;
        }

        if (fault is { Status: > 0 })
        {
            await WriteErrorAsync(context, fault);
        }
        else if (fault?.InsteadOfAnswer is { } instead)
        {
            context.Response.Body = Stream.Null;
            await DispatchAsync(context, request, fault);
            instead();
            context.Abort();
        }
        else
        {
            await DispatchAsync(context, request, fault);
        }

        if (fault is { IsAnswerLost: true })
        {
            context.Abort();
        }
    }

    private Task DispatchAsync(HttpContext context, FakeS3Request request, FakeS3Fault? fault)
    {
        lock (_lock)
        {
            if (request.Method != "PUT" && !_buckets.Contains(request.Bucket))
            {
                return WriteErrorAsync(context, FakeS3Fault.NoSuchBucket);
            }
        }

        return (request.Method, request.Key) switch
        {
            (_, not "") when request.Query.ContainsKey("tagging") => TagAsync(context, request),
            (_, not "") when request.Query.ContainsKey("uploads") || request.Query.ContainsKey("uploadId") =>
                UploadAsync(context, request),
            ("GET", "") => ListAsync(context, request),
            ("PUT", "") => CreateBucketAsync(context, request),
            ("GET" or "HEAD", _) => ReadAsync(context, request, fault),
            ("PUT", _) when request.Header("x-amz-copy-source") is not null => CopyAsync(context, request),
            ("PUT", _) => WriteAsync(context, request),
            ("DELETE", _) => DeleteAsync(context, request),
            _ => WriteErrorAsync(context, FakeS3Fault.Error(405, "MethodNotAllowed", "not in this fake")),
        };
    }
}
