namespace LogsProcessor.Aws.Signing;

/// <summary>What is to be uploaded.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Size">Its length in bytes: neither more nor less is taken.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Sha256">Its SHA-256 in Base64, or null if that is not known: then S3 checks none.</param>
public sealed record UploadContent(string Bucket, string Key, long Size, string ContentType, string? Sha256);

/// <summary>A part of a large upload.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its length in bytes: neither more nor less is taken.</param>
/// <param name="Sha256">Its SHA-256 in Base64.</param>
public sealed record UploadPart(int Number, long Size, string Sha256);

/// <summary>A request that somebody without credentials can make.</summary>
/// <param name="Url">Where it goes to.</param>
/// <param name="Fields">The headers that have to come with it; of a form, the fields before the file.</param>
/// <param name="ExpiresAt">When S3 ceases to take it.</param>
public sealed record SignedUpload(
    string Url,
    IReadOnlyList<KeyValuePair<string, string>> Fields,
    DateTimeOffset ExpiresAt
);
