namespace LogsProcessor.Core;

/// <summary>Which object a line comes from. With the line's byte offset it makes the id of the line's document.</summary>
/// <param name="Bucket">The S3 bucket; empty for a local file.</param>
/// <param name="Key">The S3 key, as S3 has it; for a local file, its path.</param>
/// <param name="ETag">The version of the content, without quotes: the S3 ETag, or what stands for it in a local file.</param>
public sealed record ObjectIdentity(string Bucket, string Key, string ETag)
{
    /// <summary>Whether it is an object in S3, rather than a local file.</summary>
    public bool IsInS3 => Bucket.Length > 0;

    /// <summary><c>s3://bucket/key</c>, or the path.</summary>
    public override string ToString() => IsInS3 ? $"s3://{Bucket}/{Key}" : Key;
}
