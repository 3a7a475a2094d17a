namespace LogsProcessor.Intake.Http;

/// <summary>What somebody wants to upload.</summary>
/// <param name="Name">The file's name; its key takes from it what is safe.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Type">Its content type; null: <c>application/octet-stream</c>.</param>
/// <param name="Sha256">Its SHA-256, in hex or Base64; null if it is not known.</param>
/// <param name="By">The way: <c>put</c>, <c>post</c>, <c>parts</c> or <c>sts</c>; null: by the size.</param>
internal sealed record UploadQuestion(string? Name, long? Size, string? Type, string? Sha256, string? By);

/// <summary>How to upload it.</summary>
/// <param name="By">The way.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="ExpiresAt">When what is signed, or the credentials, cease to be good; parts are signed later.</param>
internal sealed record UploadAnswer(string By, string Bucket, string Key, DateTimeOffset? ExpiresAt)
{
    /// <summary>Of <c>put</c> and <c>post</c>: where it goes to.</summary>
    public string? Url { get; init; }

    /// <summary>Of <c>put</c>: the headers that have to come with it.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Of <c>post</c>: the fields of the form; the file comes behind them, as <c>file</c>.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Of <c>parts</c>: what stands for the upload in further requests.</summary>
    public string? Id { get; init; }

    /// <summary>Of <c>parts</c>: the length of each part but the last, in bytes.</summary>
    public long? PartBytes { get; init; }

    /// <summary>Of <c>parts</c>: how many there are.</summary>
    public int? Parts { get; init; }

    /// <summary>Of <c>sts</c>: the bucket's region.</summary>
    public string? Region { get; init; }

    /// <summary>Of <c>sts</c>: credentials for this key alone.</summary>
    public CredentialsAnswer? Credentials { get; init; }
}

/// <summary>Credentials.</summary>
internal sealed record CredentialsAnswer(string AccessKeyId, string SecretAccessKey, string SessionToken);

/// <summary>The parts that somebody wants to send next.</summary>
internal sealed record PartsQuestion(IReadOnlyList<PartQuestion>? Parts);

/// <summary>A part to send.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Sha256">Its SHA-256, in hex or Base64.</param>
internal sealed record PartQuestion(int Number, string? Sha256);

/// <summary>Where parts are sent to.</summary>
internal sealed record PartsAnswer(IReadOnlyList<PartAnswer> Parts, DateTimeOffset? ExpiresAt);

/// <summary>Where a part is sent to, by PUT.</summary>
internal sealed record PartAnswer(int Number, string Url, IReadOnlyDictionary<string, string> Headers);

/// <summary>What has arrived.</summary>
/// <param name="PartBytes">The length of each part but the last, in bytes.</param>
/// <param name="Count">How many parts there are to be.</param>
/// <param name="Parts">Those that are there.</param>
internal sealed record ArrivedAnswer(long PartBytes, int Count, IReadOnlyList<ArrivedPartAnswer> Parts);

/// <summary>A part that has arrived.</summary>
internal sealed record ArrivedPartAnswer(int Number, long Size, string? Sha256);

/// <summary>An upload that is an object now.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="ETag">The object's ETag, without quotes.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Checksum">The SHA-256 of its parts' SHA-256, in Base64, a hyphen and the number of parts; null where S3 tells none.</param>
internal sealed record CompletedAnswer(string Bucket, string Key, string? ETag, long Size, string? Checksum);

/// <summary>What is wrong.</summary>
internal sealed record FaultAnswer(string Error);
