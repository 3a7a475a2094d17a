using System.Security.Cryptography;

namespace LogsProcessor.Testing;

/// <summary>A version of an object that the fake holds.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ETag">Its ETag, without quotes.</param>
/// <param name="VersionId">Its version.</param>
public sealed record FakeS3Object(byte[] Content, string ETag, string VersionId)
{
    /// <summary>Headers that are given back with it: <c>Content-Encoding</c>, <c>x-amz-meta-…</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Its size in bytes. That of its content, unless it is one that only says how large it is.</summary>
    public long Size { get; init; } = Content.Length;

    /// <summary>When it was put there, as S3 writes it.</summary>
    public string LastModified { get; init; } = "2026-10-31T09:10:09.000Z";

    /// <summary>Its storage class.</summary>
    public string StorageClass { get; init; } = "STANDARD";

    /// <summary>The ETag that S3 gives content that was put in one piece.</summary>
#pragma warning disable CA5351 // It is what S3 uses; nothing is protected by it.
    public static string ETagOf(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
}
