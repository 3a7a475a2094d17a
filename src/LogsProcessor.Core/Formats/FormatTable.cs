using System.Collections.Immutable;

namespace LogsProcessor.Core.Formats;

/// <summary>
/// Everything that is particular to one log format. Fields are only ever appended by AWS, so a format has a least number of
/// fields and no greatest: what stands behind the last documented field is kept as <c>extra</c>.
/// </summary>
public sealed class FormatTable
{
    internal FormatTable(
        LogFormat format,
        string name,
        int minimumFields,
        bool quoting,
        ImmutableArray<FieldDefinition> fields
    )
    {
        Format = format;
        Name = name;
        MinimumFields = minimumFields;
        Quoting = quoting;
        Fields = fields;
        Kinds = [.. fields.Select(field => field.Kind)];
        TimeField = fields.Select(field => field.Kind).ToList().IndexOf(FieldKind.RecordTime);
        ClientField = FieldOf("source.address");
        RequestField = FieldOf("url.original");
        AgentField = FieldOf("user_agent.original");
        StatusField = FieldOf("http.response.status_code");
    }

    /// <summary>The format.</summary>
    public LogFormat Format { get; }

    /// <summary>Its short name, as settings and documents spell it: <c>clb</c>, <c>alb</c>, <c>alb_conn</c>, <c>alb_hc</c>, <c>nlb</c>.</summary>
    public string Name { get; }

    /// <summary>The number of fields of the format's first generation: a line with fewer is malformed.</summary>
    public int MinimumFields { get; }

    /// <summary>Whether a double quote groups words. NLB and health check lines are split at spaces alone.</summary>
    public bool Quoting { get; }

    /// <summary>The documented fields, in the order of the line.</summary>
    public ImmutableArray<FieldDefinition> Fields { get; }

    /// <summary>The fields' kinds, side by side: every line is held against them.</summary>
    internal FieldKind[] Kinds { get; }

    /// <summary>The index of the field that holds the record's time.</summary>
    internal int TimeField { get; }

    /// <summary>The index of the field that holds the client's address, or -1.</summary>
    internal int ClientField { get; }

    /// <summary>The index of the request line, or -1.</summary>
    internal int RequestField { get; }

    /// <summary>The index of the user agent, or -1.</summary>
    internal int AgentField { get; }

    /// <summary>The index of the load balancer's own status code, or -1.</summary>
    internal int StatusField { get; }

    /// <summary>A field definition that goes by its own name in layout <c>aws</c>, unless told otherwise.</summary>
    internal static FieldDefinition Field(string name, FieldKind kind) => new(name, kind);

    /// <summary><c>address:port</c> under two members of layout <c>aws</c>.</summary>
    internal static FieldDefinition Endpoint(string name, string awsPrefix) =>
        Field(name, FieldKind.Endpoint)
            .Aws(awsPrefix + "_ip", FieldPart.Address)
            .Aws(awsPrefix + "_port", FieldPart.Port);

    /// <summary>The client's endpoint, which is the source in ECS.</summary>
    internal static FieldDefinition Client(string name) =>
        Endpoint(name, "client")
            .Ecs("source.address", FieldPart.Address)
            .Ecs("source.ip", FieldPart.Ip)
            .Ecs("source.port", FieldPart.Port);

    /// <summary>The endpoint behind the load balancer.</summary>
    internal static FieldDefinition Backend(string name, string awsPrefix) =>
        Endpoint(name, awsPrefix)
            .Ecs("aws.elb.backend.ip", FieldPart.Address)
            .Ecs("aws.elb.backend.port", FieldPart.Port);

    /// <summary>The request line.</summary>
    internal static FieldDefinition Request(string name) =>
        Field(name, FieldKind.Request)
            .Aws("request")
            .Aws("request_method", FieldPart.Method)
            .Aws("request_url", FieldPart.Url)
            .Aws("request_protocol", FieldPart.Protocol)
            .Ecs("http.request.method", FieldPart.Method)
            .Ecs("http.version", FieldPart.HttpVersion)
            .Ecs("url.original", FieldPart.Url)
            .Ecs("url.scheme", FieldPart.UrlScheme)
            .Ecs("url.domain", FieldPart.UrlDomain)
            .Ecs("url.port", FieldPart.UrlPort)
            .Ecs("url.path", FieldPart.UrlPath)
            .Ecs("url.query", FieldPart.UrlQuery)
            .Original("Verb", FieldPart.Method)
            .Original("Path", FieldPart.UrlWithoutQuery);

    /// <summary>The TLS version that was agreed on.</summary>
    internal static FieldDefinition TlsVersion(string name) =>
        Field(name, FieldKind.Text)
            .Aws(name)
            .Ecs("tls.version_protocol", FieldPart.TlsProtocol)
            .Ecs("tls.version", FieldPart.TlsVersion);

    /// <summary>Text under its own name in layout <c>aws</c> and under a path in layout <c>ecs</c>.</summary>
    internal static FieldDefinition Text(string name, string ecsPath) =>
        Field(name, FieldKind.Text).Aws(name).Ecs(ecsPath);

    /// <summary>Processing time in seconds.</summary>
    internal static FieldDefinition ProcessingTime(string name, string ecsName, string original) =>
        Field(name, FieldKind.Seconds)
            .Aws(name)
            .Ecs($"aws.elb.{ecsName}.sec", FieldPart.RecordedSeconds)
            .Original(original, FieldPart.Milliseconds);

    /// <summary>The field that gives that member in layout <c>ecs</c>, or -1.</summary>
    private int FieldOf(string path) =>
        Fields
            .ToList()
            .FindIndex(field => field.Outputs.Any(output => output.Layout == Layout.Ecs && output.Path == path));
}
