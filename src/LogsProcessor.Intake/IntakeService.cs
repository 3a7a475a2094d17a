using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Roles;
using LogsProcessor.Aws.Signing;
using LogsProcessor.Intake.Callers;
using LogsProcessor.Intake.Http;
using LogsProcessor.Intake.Keys;
using LogsProcessor.Intake.Page;

namespace LogsProcessor.Intake;

/// <summary>
/// The endpoint by which files are handed in. It answers how to upload a file, to a key that it makes, under the caller's own folder; the
/// file itself goes straight to S3. It remembers nothing between requests. Thread-safe.
/// </summary>
public sealed class IntakeService : IDisposable
{
    private readonly IntakeOptions _options;
    private readonly S3Objects _objects;
    private readonly RoleClient? _role;
    private readonly UploadStart _start;
    private readonly PartwiseUpload _parts;
    private readonly IntakeResponse _page;

    /// <summary>Nothing is connected, and no credentials are looked for, until they are needed.</summary>
    public IntakeService(IntakeOptions options, TimeProvider clock)
        : this(options, clock, NewObjects(options, clock), options.Role is null ? null : new(options.Role, clock)) { }

    private IntakeService(IntakeOptions options, TimeProvider clock, S3Objects objects, RoleClient? role)
        : this(options, clock, objects, role, NewSigner(options, role, clock)) { }

    internal IntakeService(
        IntakeOptions options,
        TimeProvider clock,
        S3Objects objects,
        RoleClient? role,
        UploadSigner signer
    )
    {
        _options = options;
        _objects = objects;
        _role = role;
        _start = new UploadStart(options, signer, objects.OpenUploads(), role, clock);
        _parts = new PartwiseUpload(options, signer, objects.OpenUploads(), objects.OpenMoves());
        _page = UploadPage.Answer(UploadSigner.OriginOf(options.S3, options.Bucket));
    }

    /// <summary>Answers a request. Whatever goes wrong is an answer.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<IntakeResponse> AnswerAsync(IntakeRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return await RouteAsync(request, cancel);
        }
        catch (RequestException exception)
        {
            return IntakeResponse.Fault(exception.Status, exception.Message);
        }
        catch (IOException exception)
        {
            // What it says is of buckets, roles and permissions: the operator's affair.
            var answer = IntakeResponse.Fault(502, "the storage cannot be used at the moment; try again later");
            return answer with { Cause = exception.Message };
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _objects.Dispose();
        _role?.Dispose();
    }

    private Task<IntakeResponse> RouteAsync(IntakeRequest request, CancellationToken cancel)
    {
        var path = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, path) switch
        {
            ("GET" or "HEAD", []) => Task.FromResult(_page),
            ("POST", ["uploads"]) => _start.AnswerAsync(CallerOf(request), request.Body, cancel),
            ("POST", ["uploads", var id, "parts"]) => _parts.SignAsync(HandleOf(request, id), request.Body, cancel),
            ("GET", ["uploads", var id, "parts"]) => _parts.ListAsync(HandleOf(request, id), cancel),
            ("POST", ["uploads", var id, "complete"]) => _parts.CompleteAsync(HandleOf(request, id), cancel),
            ("DELETE", ["uploads", var id]) => _parts.AbortAsync(HandleOf(request, id), cancel),
            (_, [] or ["uploads"] or ["uploads", _] or ["uploads", _, "parts" or "complete"]) =>
                throw new RequestException(405, $"{request.Method} is not for this path"),
            _ => throw new RequestException(404, "there is nothing here; POST /uploads begins an upload"),
        };
    }

    private static Caller CallerOf(IntakeRequest request) =>
        request.Caller ?? throw new RequestException(401, "nobody has said who is calling");

    /// <summary>Reads an upload's handle. One of another caller is answered like one that is none.</summary>
    private UploadHandle HandleOf(IntakeRequest request, string id)
    {
        var caller = CallerOf(request);
        return
            UploadHandle.Parse(id) is { } handle
            && UploadKey.IsOf(_options.Prefix, caller, handle.Key)
            && handle.Size <= _options.MostBytes
            ? handle
            : throw new RequestException(404, "there is no such upload");
    }

    private static S3Objects NewObjects(IntakeOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new S3Objects(options.S3, clock);
    }

    private static UploadSigner NewSigner(IntakeOptions options, RoleClient? role, TimeProvider clock) =>
        role is null
            ? new UploadSigner(options.S3, options.Lifetime, clock)
            : new UploadSigner(options.S3, role, options.Bucket, options.Prefix, options.Lifetime, clock);
}
