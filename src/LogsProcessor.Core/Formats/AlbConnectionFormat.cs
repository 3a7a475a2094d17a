using static LogsProcessor.Core.Formats.FormatTable;

namespace LogsProcessor.Core.Formats;

/// <summary>
/// Application Load Balancer connection log. Source: AWS, "Connection logs for your Application Load Balancer". 15 fields today;
/// the generations before ended after 11, 12 and 13.
/// </summary>
internal static class AlbConnectionFormat
{
    internal static FormatTable Table { get; } =
        new(
            LogFormat.AlbConnection,
            "alb_conn",
            minimumFields: 11,
            quoting: true,
            [
                Field("timestamp", FieldKind.RecordTime)
                    .Aws("@timestamp", FieldPart.Timestamp)
                    .Ecs("@timestamp", FieldPart.Timestamp),
                Field("client_ip", FieldKind.Text)
                    .Aws("client_ip")
                    .Ecs("source.address")
                    .Ecs("source.ip", FieldPart.Ip),
                Field("client_port", FieldKind.Port).Aws("client_port").Ecs("source.port"),
                Field("listener_port", FieldKind.Port).Aws("listener_port").Ecs("aws.elb.listener", FieldPart.AsText),
                TlsVersion("tls_protocol"),
                Text("tls_cipher", "tls.cipher"),
                Field("tls_handshake_latency", FieldKind.Seconds)
                    .Aws("tls_handshake_latency")
                    .Ecs("aws.elb.tls_handshake_latency.sec", FieldPart.RecordedSeconds),
                Text("leaf_client_cert_subject", "aws.elb.leaf_client_cert_subject"),
                Field("leaf_client_cert_validity", FieldKind.Text)
                    .Aws("leaf_client_cert_not_before", FieldPart.NotBefore)
                    .Aws("leaf_client_cert_not_after", FieldPart.NotAfter)
                    .Ecs("aws.elb.leaf_client_cert_not_before", FieldPart.NotBefore)
                    .Ecs("aws.elb.leaf_client_cert_not_after", FieldPart.NotAfter),
                Text("leaf_client_cert_serial_number", "aws.elb.leaf_client_cert_serial_number"),
                Field("tls_verify_status", FieldKind.Text)
                    .Aws("tls_verify_status")
                    .Aws("tls_verify_error", FieldPart.AfterColon)
                    .Ecs("aws.elb.tls_verify_status", FieldPart.BeforeColon)
                    .Ecs("aws.elb.tls_error_code", FieldPart.AfterColon),
                Text("conn_trace_id", "aws.elb.conn_trace_id"),
                Text("tls_keyexchange", "aws.elb.tls_keyexchange"),
                Text("elb", "aws.elb.name"),
                Text("ip_address", "aws.elb.node.ip"),
            ]
        );
}
