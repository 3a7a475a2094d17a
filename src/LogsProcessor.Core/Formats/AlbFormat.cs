using static LogsProcessor.Core.Formats.FormatTable;

namespace LogsProcessor.Core.Formats;

/// <summary>
/// Application Load Balancer access log. Source: AWS, "Access logs for your Application Load Balancer". 34 fields today; the
/// generations before ended after 18, 20, 23, 24, 25, 27, 29, 30 and 33. The byte counts include headers.
/// </summary>
internal static class AlbFormat
{
    internal static FormatTable Table { get; } =
        new(
            LogFormat.Alb,
            "alb",
            minimumFields: 18,
            quoting: true,
            [
                Text("type", "aws.elb.type"),
                Field("time", FieldKind.RecordTime)
                    .Aws("@timestamp", FieldPart.Timestamp)
                    .Ecs("@timestamp", FieldPart.Timestamp)
                    .Ecs("event.end", FieldPart.Timestamp)
                    .Original("@timestamp", FieldPart.Timestamp),
                Text("elb", "aws.elb.name").Original("LoadBalancerName"),
                Client("client:port").Original("PublicIpAndPort"),
                Backend("target:port", "target").Original("InternalIpAndPort"),
                ProcessingTime("request_processing_time", "request_processing_time", "TimeToForwardRequest"),
                ProcessingTime("target_processing_time", "backend_processing_time", "TimeTaken"),
                ProcessingTime("response_processing_time", "response_processing_time", "TimeToForwardResponse"),
                Field("elb_status_code", FieldKind.Status)
                    .Aws("elb_status_code")
                    .Ecs("http.response.status_code")
                    .Ecs("event.outcome", FieldPart.StatusOutcome)
                    .Original("Status", FieldPart.AsText),
                Field("target_status_code", FieldKind.Status)
                    .Aws("target_status_code")
                    .Ecs("aws.elb.backend.http.response.status_code")
                    .Original("BackendStatus", FieldPart.AsText),
                Field("received_bytes", FieldKind.Integer)
                    .Aws("received_bytes")
                    .Ecs("http.request.bytes")
                    .Original("BytesUploadedFromClient"),
                Field("sent_bytes", FieldKind.Integer)
                    .Aws("sent_bytes")
                    .Ecs("http.response.bytes")
                    .Original("BytesDownloadedByClient"),
                Request("request_line"),
                Text("user_agent", "user_agent.original").Original("UserAgent"),
                Text("ssl_cipher", "tls.cipher"),
                TlsVersion("ssl_protocol"),
                Text("target_group_arn", "aws.elb.target_group.arn"),
                Text("trace_id", "aws.elb.trace_id").Ecs("trace.id", FieldPart.TraceRoot),
                Text("domain_name", "destination.domain"),
                Text("chosen_cert_arn", "aws.elb.chosen_cert.arn"),
                Field("matched_rule_priority", FieldKind.Integer)
                    .Aws("matched_rule_priority")
                    .Ecs("aws.elb.matched_rule_priority"),
                Field("request_creation_time", FieldKind.Time)
                    .Aws("request_creation_time")
                    .Ecs("event.start", FieldPart.Timestamp),
                Field("actions_executed", FieldKind.CommaList).Aws("actions_executed").Ecs("aws.elb.action_executed"),
                Text("redirect_url", "aws.elb.redirect_url"),
                Text("error_reason", "aws.elb.error.reason"),
                Field("target:port_list", FieldKind.SpaceList).Aws("target_port_list").Ecs("aws.elb.target_port"),
                Field("target_status_code_list", FieldKind.SpaceList)
                    .Aws("target_status_code_list")
                    .Ecs("aws.elb.target_status_code"),
                Text("classification", "aws.elb.classification"),
                Text("classification_reason", "aws.elb.classification_reason"),
                Text("conn_trace_id", "aws.elb.conn_trace_id"),
                Text("transformed_host", "aws.elb.transformed_host"),
                Text("transformed_uri", "aws.elb.transformed_uri"),
                Text("request_transform_status", "aws.elb.request_transform_status"),
                Text("ip_address", "aws.elb.node.ip"),
            ]
        );
}
