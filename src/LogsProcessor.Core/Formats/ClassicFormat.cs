using static LogsProcessor.Core.Formats.FormatTable;

namespace LogsProcessor.Core.Formats;

/// <summary>
/// Classic Load Balancer access log. Source: AWS, "Access logs for your Classic Load Balancer". 15 fields; 12 before May 2015
/// (no user agent, no TLS columns). The byte counts are of bodies for HTTP and of everything for TCP listeners.
/// </summary>
internal static class ClassicFormat
{
    internal static FormatTable Table { get; } =
        new(
            LogFormat.Classic,
            "clb",
            minimumFields: 12,
            quoting: true,
            [
                Field("time", FieldKind.RecordTime)
                    .Aws("@timestamp", FieldPart.Timestamp)
                    .Ecs("@timestamp", FieldPart.Timestamp)
                    .Original("@timestamp", FieldPart.Timestamp),
                Text("elb", "aws.elb.name").Original("LoadBalancerName"),
                Client("client:port").Original("PublicIpAndPort"),
                Backend("backend:port", "backend").Original("InternalIpAndPort"),
                ProcessingTime("request_processing_time", "request_processing_time", "TimeToForwardRequest"),
                ProcessingTime("backend_processing_time", "backend_processing_time", "TimeTaken"),
                ProcessingTime("response_processing_time", "response_processing_time", "TimeToForwardResponse"),
                Field("elb_status_code", FieldKind.Status)
                    .Aws("elb_status_code")
                    .Ecs("http.response.status_code")
                    .Ecs("event.outcome", FieldPart.StatusOutcome)
                    .Original("Status", FieldPart.AsText),
                Field("backend_status_code", FieldKind.Status)
                    .Aws("backend_status_code")
                    .Ecs("aws.elb.backend.http.response.status_code")
                    .Original("BackendStatus", FieldPart.AsText),
                Field("received_bytes", FieldKind.Integer)
                    .Aws("received_bytes")
                    .Ecs("http.request.body.bytes", applies: Applies.HttpOnly)
                    .Ecs("source.bytes", applies: Applies.TcpOnly)
                    .Original("BytesUploadedFromClient"),
                Field("sent_bytes", FieldKind.Integer)
                    .Aws("sent_bytes")
                    .Ecs("http.response.body.bytes", applies: Applies.HttpOnly)
                    .Ecs("destination.bytes", applies: Applies.TcpOnly)
                    .Original("BytesDownloadedByClient"),
                Request("request"),
                Text("user_agent", "user_agent.original").Original("UserAgent"),
                Text("ssl_cipher", "tls.cipher"),
                TlsVersion("ssl_protocol"),
            ]
        );
}
