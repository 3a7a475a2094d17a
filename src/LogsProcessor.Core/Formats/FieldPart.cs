namespace LogsProcessor.Core.Formats;

/// <summary>Which part of a field, or what derived from it, goes into a member of the document.</summary>
/// <remarks>
/// <see cref="Json.PiecePlan"/> relies on the order: parts of an endpoint stand side by side, and so do those of a request and its URL.
/// </remarks>
public enum FieldPart
{
    /// <summary>The value as its kind is written: text as a string, a number as a number, a list as an array.</summary>
    Value,

    /// <summary>The value as a string, also where it is a number.</summary>
    AsText,

    /// <summary>A time in RFC 3339, <c>Z</c> added where the log leaves it out.</summary>
    Timestamp,

    /// <summary>Seconds, left out where the log says <c>-1</c>.</summary>
    RecordedSeconds,

    /// <summary>Seconds as whole milliseconds, half rounded up, left out where the log says <c>-1</c>.</summary>
    Milliseconds,

    /// <summary>The address of an endpoint, without brackets.</summary>
    Address,

    /// <summary>The address, where it is an IP address (an index refuses a document whose <c>ip</c> is none).</summary>
    Ip,

    /// <summary>The port of an endpoint, as a number.</summary>
    Port,

    /// <summary>The request's method.</summary>
    Method,

    /// <summary>The request's URL as it stands.</summary>
    Url,

    /// <summary>The request's protocol.</summary>
    Protocol,

    /// <summary>The request's protocol without <c>HTTP/</c>.</summary>
    HttpVersion,

    /// <summary>The URL's scheme, where the URL is one.</summary>
    UrlScheme,

    /// <summary>The URL's host; an IPv6 address keeps its brackets.</summary>
    UrlDomain,

    /// <summary>The URL's port, as a number.</summary>
    UrlPort,

    /// <summary>The URL's path, percent-encoding untouched.</summary>
    UrlPath,

    /// <summary>The URL's query, without the question mark.</summary>
    UrlQuery,

    /// <summary>The URL's path, or what stands before the question mark where the URL is none.</summary>
    UrlWithoutQuery,

    /// <summary><c>success</c> for a status code below 400, else <c>failure</c>.</summary>
    StatusOutcome,

    /// <summary><c>success</c> for <c>PASS</c>, <c>failure</c> for <c>FAIL</c>.</summary>
    CheckOutcome,

    /// <summary>A TLS version's protocol: <c>tls</c> or <c>ssl</c>.</summary>
    TlsProtocol,

    /// <summary>A TLS version's number: <c>1.2</c>.</summary>
    TlsVersion,

    /// <summary>The <c>Root=</c> value of an X-Amzn-Trace-Id.</summary>
    TraceRoot,

    /// <summary>What stands before the colon.</summary>
    BeforeColon,

    /// <summary>What stands behind the colon, where there is one.</summary>
    AfterColon,

    /// <summary>The <c>NotBefore=</c> value.</summary>
    NotBefore,

    /// <summary>The <c>NotAfter=</c> value.</summary>
    NotAfter,
}
