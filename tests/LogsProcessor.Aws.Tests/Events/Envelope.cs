using System.Text;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Tests.Events;

/// <summary>The whole events in testdata/events.</summary>
internal static class Envelope
{
    internal const string Folder = "AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/10/31/";

    internal const string Alb =
        Folder
        + "111122223333_elasticloadbalancing_eu-west-1_app.shop.8f1d2c3b4a596877_20261031T0910Z_10.0.3.17_5fz2k8qd.log.gz";

    internal const string Classic =
        Folder + "111122223333_elasticloadbalancing_eu-west-1_legacy_20261031T0900Z_10.0.1.9_3wq8zk1m.log";

    internal const string Nlb =
        Folder + "111122223333_elasticloadbalancing_eu-west-1_net.edge.0a1b2c3d4e5f6071_20261031T0905Z_77ab01cd.log.gz";

    internal static LambdaEvent Read(string name) =>
        EventReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events", name + ".json")));

    internal static LambdaEvent ReadText(string payload) => EventReader.Read(Encoding.UTF8.GetBytes(payload));

    internal static IEnumerable<string> Keys(EventMessage message) => message.Objects.Select(item => item.Key);
}
