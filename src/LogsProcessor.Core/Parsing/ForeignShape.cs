using System.Buffers;

namespace LogsProcessor.Core.Parsing;

/// <summary>Names what a line that is no load balancer record may be, so that its reason leads to the misplaced object.</summary>
internal static class ForeignShape
{
    private static readonly SearchValues<byte> LowerHex = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>A clause to put behind a fault's message, or nothing.</summary>
    internal static string Hint(ReadOnlySpan<byte> line) =>
        line switch
        {
            [(byte)'{', ..] or [(byte)'[', ..] => " (it looks like JSON)",
            [(byte)'<', ..] => " (it looks like XML)",
            _ when IsBucketLog(line) => " (it looks like an S3 server access log)",
            _ when line.Contains((byte)'\t') => " (it holds tabs: a CloudFront or W3C log?)",
            _ => "",
        };

    /// <summary>An S3 server access log begins with the bucket owner's 64 hex digits.</summary>
    private static bool IsBucketLog(ReadOnlySpan<byte> line) =>
        line.Length > 65 && line[64] == ' ' && !line[..64].ContainsAnyExcept(LowerHex);
}
