using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Uploads;

/// <summary>A part of an upload that S3 has.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ETag">Its ETag, without quotes.</param>
/// <param name="Sha256">Its SHA-256 in Base64, or null where the store tells none.</param>
public sealed record ArrivedPart(int Number, long Size, string ETag, string? Sha256);

/// <summary>An upload that has become an object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Checksum">The SHA-256 of its parts' SHA-256, in Base64, a hyphen and the number of parts; or null where the store tells none.</param>
public sealed record UploadedObject(ObjectReference Object, string? Checksum);
