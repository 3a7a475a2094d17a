namespace LogsProcessor.Core.Formats;

/// <summary>The log formats that AWS load balancers write to S3.</summary>
public enum LogFormat
{
    /// <summary>Not known (yet): the line's shape decides.</summary>
    Unknown,

    /// <summary>Classic Load Balancer access log (<c>clb</c>): 12 or 15 fields, plain text.</summary>
    Classic,

    /// <summary>Application Load Balancer access log (<c>alb</c>): 18 to 34 fields, gzip.</summary>
    Alb,

    /// <summary>Application Load Balancer connection log (<c>alb_conn</c>): 11 to 15 fields, gzip.</summary>
    AlbConnection,

    /// <summary>Application Load Balancer health check log (<c>alb_hc</c>): 8 or 10 fields, gzip.</summary>
    AlbHealthCheck,

    /// <summary>Network Load Balancer TLS access log (<c>nlb</c>): 18, 21 or 22 fields, gzip.</summary>
    Nlb,
}
