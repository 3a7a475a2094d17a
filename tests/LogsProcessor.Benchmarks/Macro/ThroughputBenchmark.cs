using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>The product beside the floor and its peers, and under changing conditions.</summary>
internal sealed class ThroughputBenchmark(Workshop workshop, Rounds rounds, MacroSizes sizes)
{
    private static readonly int[] ObjectCounts = [1, 8, 1000];

    /// <summary>Runs them all.</summary>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var classic = await workshop.LogAsync("clb", sizes.Lines, isGzip: false);
        var balancer = await workshop.LogAsync("alb", sizes.Lines, isGzip: true);
        return
        [
            .. await rounds.RunAsync(Group.Throughput, "clb", await FieldAsync("clb", classic)),
            .. await rounds.RunAsync(Group.Throughput, "alb", await FieldAsync("alb", balancer)),
            .. await rounds.RunAsync(Group.Lines, "alb", await ByLinesAsync()),
            .. await rounds.RunAsync(Group.Connections, "alb", ByConnections(balancer)),
            .. await rounds.RunAsync(Group.Objects, "alb", await ByObjectsAsync()),
            .. await rounds.RunAsync(Group.Cores, "alb", ByCores(balancer)),
        ];
    }

    private async Task<IReadOnlyList<(IContestant, LogFile)>> FieldAsync(string format, LogFile log)
    {
        var product = new Product(workshop, "layout aws");

        // Not measured: it puts the input into the page cache, and tells how many bytes the floor has to write.
        var sentBytes = (await product.ShipAsync(log)).SentBytes;
        var field = new List<IContestant>
        {
            new Floor(workshop, sentBytes),
            product,
            new Product(workshop, "layout ecs") { Layout = "ecs" },
            new Product(workshop, "layout aws, IL") { IsIl = true },
        };
        if (sizes.HasPeers)
        {
            field.Add(new NodePipeline(workshop, format));
        }

        if (sizes.HasPeers && format == "clb" && Directory.Exists(workshop.SyslogNg))
        {
            field.Add(new SyslogNg(workshop));
        }

        return [.. field.Select(contestant => (contestant, log))];
    }

    private async Task<IReadOnlyList<(IContestant, LogFile)>> ByLinesAsync()
    {
        var field = new List<(IContestant, LogFile)>();
        foreach (var lines in new[] { 1, sizes.Lines / 30, sizes.Lines, sizes.Lines * 10 })
        {
            field.Add((new Product(workshop, $"{lines}"), await workshop.LogAsync("alb", lines, isGzip: true)));
        }

        return field;
    }

    private IReadOnlyList<(IContestant, LogFile)> ByConnections(LogFile log) =>
        [
            .. new[] { 1, 8, 64 }.Select(limit =>
                ((IContestant)new Product(workshop, $"{limit}") { Connections = limit }, log)
            ),
        ];

    private async Task<IReadOnlyList<(IContestant, LogFile)>> ByObjectsAsync()
    {
        var field = new List<(IContestant, LogFile)>();
        foreach (var count in ObjectCounts)
        {
            var part = await workshop.LogAsync("alb", Math.Max(1, sizes.Lines / count), isGzip: true);
            field.Add((new Product(workshop, $"{count}") { Objects = count }, part));
        }

        return field;
    }

    private IReadOnlyList<(IContestant, LogFile)> ByCores(LogFile log) =>
        [(new Product(workshop, "1") { OnOneCore = true }, log), (new Product(workshop, "all"), log)];
}

/// <summary>How much is measured.</summary>
/// <param name="Lines">Lines of the usual input.</param>
/// <param name="BigObjectLines">Lines of the object that is shipped with little memory.</param>
/// <param name="HasPeers">Whether the Node pipeline and syslog-ng take part.</param>
internal sealed record MacroSizes(long Lines, long BigObjectLines, bool HasPeers);
