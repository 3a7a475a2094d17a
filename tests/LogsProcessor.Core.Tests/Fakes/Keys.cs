namespace LogsProcessor.Core.Tests.Fakes;

/// <summary>Keys as AWS forms them, one a format.</summary>
internal static class Keys
{
    private const string Folder = "edge/AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/04/";
    private const string Name = "111122223333_elasticloadbalancing_eu-west-1_";

    internal static string Of(string format) =>
        Folder
        + format switch
        {
            "clb" => Name + "edge-clb_20260304T0510Z_192.0.2.10_1a2b3c4d.log",
            "alb" => Name + "app.edge-lb.0123456789abcdef_20260304T0510Z_192.0.2.10_1a2b3c4d.log.gz",
            "alb_conn" => "conn_log_" + Name + "app.edge-lb.0123456789abcdef_20260304T0510Z_192.0.2.10_1a2b3c4d.log.gz",
            "alb_hc" => "health_check_log_"
                + Name
                + "app.edge-lb.0123456789abcdef_20260304T0510Z_192.0.2.10_1a2b3c4d.log.gz",
            "nlb" => Name + "net.edge-nlb.0123456789abcdef_20260304T0510Z_1a2b3c4d.log.gz",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a log format"),
        };
}
