using static LogsProcessor.Core.Formats.FormatTable;

namespace LogsProcessor.Core.Formats;

/// <summary>
/// Application Load Balancer health check log. Source: AWS, "Health check logs for your Application Load Balancer". 10 fields
/// today, 8 at its launch in November 2025. Nothing is quoted: no field can hold a space.
/// </summary>
internal static class AlbHealthCheckFormat
{
    internal static FormatTable Table { get; } =
        new(
            LogFormat.AlbHealthCheck,
            "alb_hc",
            minimumFields: 8,
            quoting: false,
            [
                Text("type", "aws.elb.type"),
                Field("time", FieldKind.RecordTime)
                    .Aws("@timestamp", FieldPart.Timestamp)
                    .Ecs("@timestamp", FieldPart.Timestamp),
                Field("latency", FieldKind.Seconds)
                    .Aws("latency")
                    .Ecs("aws.elb.health_check.latency.sec", FieldPart.RecordedSeconds),
                // An endpoint, or a Lambda function's ARN: text, and an endpoint only where it is one.
                Field("target_addr", FieldKind.Text)
                    .Aws("target_addr")
                    .Aws("target_ip", FieldPart.Address)
                    .Aws("target_port", FieldPart.Port)
                    .Ecs("aws.elb.health_check.target_addr"),
                Text("target_group_id", "aws.elb.health_check.target_group_id"),
                Text("status", "aws.elb.health_check.status").Ecs("event.outcome", FieldPart.CheckOutcome),
                Field("status_code", FieldKind.Integer).Aws("status_code").Ecs("aws.elb.health_check.status_code"),
                Text("reason_code", "aws.elb.health_check.reason_code"),
                Text("elb", "aws.elb.name"),
                Text("ip_address", "aws.elb.node.ip"),
            ]
        );
}
