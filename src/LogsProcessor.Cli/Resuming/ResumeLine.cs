using System.Text;
using LogsProcessor.Core;

namespace LogsProcessor.Cli.Resuming;

/// <summary>A line of a state file: <c>{"bucket":"…","key":"…","etag":"…"}</c>.</summary>
internal static class ResumeLine
{
    /// <summary>The line as UTF-8, with its end.</summary>
    public static byte[] Write(ObjectIdentity identity) =>
        Encoding.UTF8.GetBytes(
            JsonText.Of(json =>
            {
                json.WriteString("bucket", identity.Bucket);
                json.WriteString("key", identity.Key);
                json.WriteString("etag", identity.ETag);
            }) + "\n"
        );

    /// <summary>Reads a line; null if it is none.</summary>
    public static ObjectIdentity? TryRead(ReadOnlySpan<byte> line) =>
        JsonMembers.ValuesOf(line) is [var json]
        && json.Text("bucket") is { } bucket
        && json.Text("key") is { } key
        && json.Text("etag") is { } etag
            ? new ObjectIdentity(bucket, key, etag)
            : null;
}
