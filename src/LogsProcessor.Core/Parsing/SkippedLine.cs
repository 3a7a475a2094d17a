namespace LogsProcessor.Core.Parsing;

/// <summary>Lines that are no log entry and no loss: blank ones, <c>#</c> headers, AWS's test text, runs of NUL bytes.</summary>
internal static class SkippedLine
{
    internal static bool Is(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return true;
        }

        return line[0] switch
        {
            (byte)'#' => true,
            (byte)'E' => IsTestText(line),
            (byte)' ' or (byte)'\t' or (byte)'\r' => !line.ContainsAnyExcept(" \t\r"u8),
            0 => !line.ContainsAnyExcept((byte)0),
            _ => false,
        };
    }

    /// <summary>What AWS writes into <c>ELBAccessLogTestFile</c> and its kin when logging is switched on.</summary>
    private static bool IsTestText(ReadOnlySpan<byte> line) =>
        line.StartsWith("Enable "u8) && line.IndexOf("Log for ELB: "u8) is > 0 and < 40;
}
