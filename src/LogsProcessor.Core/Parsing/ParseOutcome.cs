namespace LogsProcessor.Core.Parsing;

/// <summary>What a line turned out to be.</summary>
public enum ParseOutcome
{
    /// <summary>A record: every documented field it has is valid.</summary>
    Parsed,

    /// <summary>Not a record; <see cref="LogRecord.Fault"/> says where and why. It is shipped as it is.</summary>
    Malformed,

    /// <summary>Nothing to ship: a blank line, a <c>#</c> header, AWS's test text, a run of NUL bytes.</summary>
    Skipped,

    /// <summary>A Classic line whose user agent is still open at the end: the client sent a raw line feed, and the record may go on in the next line.</summary>
    Unfinished,
}
