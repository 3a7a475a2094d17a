using static LogsProcessor.Core.Formats.FormatTable;

namespace LogsProcessor.Core.Formats;

/// <summary>
/// Network Load Balancer TLS access log. Source: AWS, "Access logs for your Network Load Balancer". 22 fields today; version 1.0
/// had 18, the first 2.0 had 21. Times have neither fraction nor <c>Z</c>. No field can hold a space, so quotes group nothing.
/// </summary>
internal static class NlbFormat
{
    internal static FormatTable Table { get; } =
        new(
            LogFormat.Nlb,
            "nlb",
            minimumFields: 18,
            quoting: false,
            [
                Text("type", "aws.elb.type"),
                Text("version", "aws.elb.log_version"),
                Field("time", FieldKind.RecordTime)
                    .Aws("@timestamp", FieldPart.Timestamp)
                    .Ecs("@timestamp", FieldPart.Timestamp),
                Text("elb", "aws.elb.name"),
                Text("listener", "aws.elb.listener"),
                Client("client:port"),
                Backend("destination:port", "destination"),
                Field("connection_time", FieldKind.Integer).Aws("connection_time").Ecs("aws.elb.connection_time.ms"),
                Field("tls_handshake_time", FieldKind.Integer)
                    .Aws("tls_handshake_time")
                    .Ecs("aws.elb.tls_handshake_time.ms"),
                Field("received_bytes", FieldKind.Integer).Aws("received_bytes").Ecs("source.bytes"),
                Field("sent_bytes", FieldKind.Integer).Aws("sent_bytes").Ecs("destination.bytes"),
                Field("incoming_tls_alert", FieldKind.Integer)
                    .Aws("incoming_tls_alert")
                    .Ecs("aws.elb.incoming_tls_alert"),
                Text("chosen_cert_arn", "aws.elb.chosen_cert.arn"),
                Text("chosen_cert_serial", "aws.elb.chosen_cert.serial"),
                Text("tls_cipher", "tls.cipher"),
                TlsVersion("tls_protocol_version"),
                Text("tls_keyexchange", "aws.elb.tls_keyexchange"),
                Field("domain_name", FieldKind.PercentText).Aws("domain_name").Ecs("destination.domain"),
                Text("alpn_fe_protocol", "aws.elb.alpn_fe_protocol"),
                Text("alpn_be_protocol", "aws.elb.alpn_be_protocol"),
                Field("alpn_client_preference_list", FieldKind.QuotedList)
                    .Aws("alpn_client_preference_list")
                    .Ecs("aws.elb.alpn_client_preference_list"),
                Field("tls_connection_creation_time", FieldKind.Time)
                    .Aws("tls_connection_creation_time")
                    .Ecs("aws.elb.tls_connection_creation_time"),
            ]
        );
}
