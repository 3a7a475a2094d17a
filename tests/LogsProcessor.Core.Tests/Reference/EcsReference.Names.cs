namespace LogsProcessor.Core.Tests.Reference;

/// <summary>The members that take a field as it is.</summary>
internal static partial class EcsReference
{
    /// <summary>Fields whose text goes under one member as it is.</summary>
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["type"] = "aws.elb.type",
        ["elb"] = "aws.elb.name",
        ["listener"] = "aws.elb.listener",
        ["listener_port"] = "aws.elb.listener",
        ["user_agent"] = "user_agent.original",
        ["ssl_cipher"] = "tls.cipher",
        ["tls_cipher"] = "tls.cipher",
        ["target_group_arn"] = "aws.elb.target_group.arn",
        ["chosen_cert_arn"] = "aws.elb.chosen_cert.arn",
        ["chosen_cert_serial"] = "aws.elb.chosen_cert.serial",
        ["trace_id"] = "aws.elb.trace_id",
        ["redirect_url"] = "aws.elb.redirect_url",
        ["error_reason"] = "aws.elb.error.reason",
        ["classification"] = "aws.elb.classification",
        ["classification_reason"] = "aws.elb.classification_reason",
        ["conn_trace_id"] = "aws.elb.conn_trace_id",
        ["transformed_host"] = "aws.elb.transformed_host",
        ["transformed_uri"] = "aws.elb.transformed_uri",
        ["request_transform_status"] = "aws.elb.request_transform_status",
        ["ip_address"] = "aws.elb.node.ip",
        ["tls_keyexchange"] = "aws.elb.tls_keyexchange",
        ["alpn_fe_protocol"] = "aws.elb.alpn_fe_protocol",
        ["alpn_be_protocol"] = "aws.elb.alpn_be_protocol",
        ["tls_connection_creation_time"] = "aws.elb.tls_connection_creation_time",
        ["leaf_client_cert_subject"] = "aws.elb.leaf_client_cert_subject",
        ["leaf_client_cert_serial_number"] = "aws.elb.leaf_client_cert_serial_number",
        ["target_addr"] = "aws.elb.health_check.target_addr",
        ["target_group_id"] = "aws.elb.health_check.target_group_id",
        ["status"] = "aws.elb.health_check.status",
        ["reason_code"] = "aws.elb.health_check.reason_code",
        ["version"] = "aws.elb.log_version",
    };

    /// <summary>Whole numbers.</summary>
    private static readonly Dictionary<string, string> Integers = new()
    {
        ["elb_status_code"] = "http.response.status_code",
        ["target_status_code"] = "aws.elb.backend.http.response.status_code",
        ["backend_status_code"] = "aws.elb.backend.http.response.status_code",
        ["matched_rule_priority"] = "aws.elb.matched_rule_priority",
        ["connection_time"] = "aws.elb.connection_time.ms",
        ["tls_handshake_time"] = "aws.elb.tls_handshake_time.ms",
        ["incoming_tls_alert"] = "aws.elb.incoming_tls_alert",
        ["status_code"] = "aws.elb.health_check.status_code",
    };

    /// <summary>Seconds, left out where they were not recorded.</summary>
    private static readonly Dictionary<string, string> Seconds = new()
    {
        ["request_processing_time"] = "aws.elb.request_processing_time.sec",
        ["target_processing_time"] = "aws.elb.backend_processing_time.sec",
        ["backend_processing_time"] = "aws.elb.backend_processing_time.sec",
        ["response_processing_time"] = "aws.elb.response_processing_time.sec",
        ["tls_handshake_latency"] = "aws.elb.tls_handshake_latency.sec",
        ["latency"] = "aws.elb.health_check.latency.sec",
    };

    private static readonly Dictionary<string, string> Lists = new()
    {
        ["actions_executed"] = "aws.elb.action_executed",
        ["target:port_list"] = "aws.elb.target_port",
        ["target_status_code_list"] = "aws.elb.target_status_code",
        ["alpn_client_preference_list"] = "aws.elb.alpn_client_preference_list",
    };
}
