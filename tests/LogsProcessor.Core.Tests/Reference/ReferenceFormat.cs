namespace LogsProcessor.Core.Tests.Reference;

/// <summary>What a field's text must look like.</summary>
internal enum ReferenceKind
{
    Text,
    RecordTime,
    Time,
    Endpoint,
    Seconds,
    Integer,
    Status,
    Port,
    List,
}

/// <summary>One documented field.</summary>
internal sealed record ReferenceField(string Name, ReferenceKind Kind);

/// <summary>
/// One log format as AWS documents it, typed in from the documentation and not from the product's tables: if the two disagree, one of
/// them is wrong.
/// </summary>
internal sealed record ReferenceFormat(string Name, int Least, bool Quoting, IReadOnlyList<ReferenceField> Fields)
{
    internal static ReferenceFormat Classic { get; } =
        new(
            "clb",
            12,
            Quoting: true,
            Parse(
                """
                time@ elb client:port: backend:port: request_processing_time. backend_processing_time. response_processing_time.
                elb_status_code? backend_status_code? received_bytes# sent_bytes# request user_agent ssl_cipher ssl_protocol
                """
            )
        );

    internal static ReferenceFormat Alb { get; } =
        new(
            "alb",
            18,
            Quoting: true,
            Parse(
                """
                type time@ elb client:port: target:port: request_processing_time. target_processing_time. response_processing_time.
                elb_status_code? target_status_code? received_bytes# sent_bytes# request_line user_agent ssl_cipher ssl_protocol
                target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority# request_creation_time=
                actions_executed* redirect_url error_reason target:port_list* target_status_code_list* classification
                classification_reason conn_trace_id transformed_host transformed_uri request_transform_status ip_address
                """
            )
        );

    internal static ReferenceFormat AlbConnection { get; } =
        new(
            "alb_conn",
            11,
            Quoting: true,
            Parse(
                """
                timestamp@ client_ip client_port! listener_port! tls_protocol tls_cipher tls_handshake_latency.
                leaf_client_cert_subject leaf_client_cert_validity leaf_client_cert_serial_number tls_verify_status
                conn_trace_id tls_keyexchange elb ip_address
                """
            )
        );

    internal static ReferenceFormat AlbHealthCheck { get; } =
        new(
            "alb_hc",
            8,
            Quoting: false,
            Parse("type time@ latency. target_addr target_group_id status status_code# reason_code elb ip_address")
        );

    internal static ReferenceFormat Nlb { get; } =
        new(
            "nlb",
            18,
            Quoting: false,
            Parse(
                """
                type version time@ elb listener client:port: destination:port: connection_time# tls_handshake_time#
                received_bytes# sent_bytes# incoming_tls_alert# chosen_cert_arn chosen_cert_serial tls_cipher
                tls_protocol_version tls_keyexchange domain_name alpn_fe_protocol alpn_be_protocol
                alpn_client_preference_list* tls_connection_creation_time=
                """
            )
        );

    internal static IReadOnlyList<ReferenceFormat> All { get; } = [Classic, Alb, AlbConnection, AlbHealthCheck, Nlb];

    internal static ReferenceFormat Of(string name) => All.Single(format => format.Name == name);

    /// <summary>A field's name, then a sign for its kind.</summary>
    private static List<ReferenceField> Parse(string fields) =>
        [
            .. fields
                .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(field =>
                    KindOf(field[^1]) is { } kind
                        ? new ReferenceField(field[..^1], kind)
                        : new ReferenceField(field, ReferenceKind.Text)
                ),
        ];

    private static ReferenceKind? KindOf(char sign) =>
        sign switch
        {
            '@' => ReferenceKind.RecordTime,
            '=' => ReferenceKind.Time,
            ':' => ReferenceKind.Endpoint,
            '.' => ReferenceKind.Seconds,
            '#' => ReferenceKind.Integer,
            '?' => ReferenceKind.Status,
            '!' => ReferenceKind.Port,
            '*' => ReferenceKind.List,
            _ => null,
        };
}
