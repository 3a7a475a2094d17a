namespace LogsProcessor.Testing;

/// <summary>Something that the fake does wrong on request.</summary>
public sealed record FakeS3Fault
{
    /// <summary>The HTTP status of an error answer; 0 answers as usual.</summary>
    public int Status { get; init; }

    /// <summary>S3's error code.</summary>
    public string Code { get; init; } = "";

    /// <summary>S3's error message.</summary>
    public string Message { get; init; } = "";

    /// <summary>Headers of the error answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>After so many bytes of the body the connection is cut.</summary>
    public int? CutAfter { get; init; }

    /// <summary>After so many bytes of the body nothing comes any more, until the client gives up.</summary>
    public int? StallAfter { get; init; }

    /// <summary>What was asked for is done, and the connection cut before the answer.</summary>
    public bool IsAnswerLost { get; init; }

    /// <summary>What happens when the body stalls.</summary>
    public Func<Task>? OnStall { get; init; }

    /// <summary>What happens before the answer: a delay on a gate of the test's, a change of the object.</summary>
    public Func<Task>? Before { get; init; }

    /// <summary>The request has its effect, then this happens, and the answer is lost: the connection breaks.</summary>
    public Action? InsteadOfAnswer { get; init; }

    /// <summary>So many requests meet the fault; all by default.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Which requests meet it; all by default.</summary>
    public Func<FakeS3Request, bool> When { get; init; } = _ => true;

    /// <summary>403.</summary>
    public static FakeS3Fault AccessDenied { get; } = Error(403, "AccessDenied", "Access Denied");

    /// <summary>404 for the bucket.</summary>
    public static FakeS3Fault NoSuchBucket { get; } = Error(404, "NoSuchBucket", "The specified bucket does not exist");

    /// <summary>404 for the key.</summary>
    public static FakeS3Fault NoSuchKey { get; } = Error(404, "NoSuchKey", "The specified key does not exist.");

    /// <summary>503, as S3 throttles.</summary>
    public static FakeS3Fault SlowDown { get; } = Error(503, "SlowDown", "Please reduce your request rate.");

    /// <summary>500.</summary>
    public static FakeS3Fault InternalError { get; } =
        Error(500, "InternalError", "We encountered an internal error. Please try again.");

    /// <summary>Any error.</summary>
    public static FakeS3Fault Error(int status, string code, string message) =>
        new()
        {
            Status = status,
            Code = code,
            Message = message,
        };
}
