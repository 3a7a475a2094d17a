using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>The Node pipeline in the first system's design: generic-pool, and a socket acquired for each line.</summary>
internal sealed class NodePipeline(Workshop workshop, string format) : IContestant
{
    public string Name => "node";

    public async Task<Shipment> ShipAsync(LogFile log)
    {
        using var receiver = await Receiver.StartAsync(workshop);
        string[] command = ["node", workshop.NodePipeline, format, log.Path, $"{receiver.Port}"];
        using var process = MeasuredProcess.Start(workshop, command);
        var (used, output) = await process.WaitAsync();
        var (bytes, lines) = await receiver.EndAsync();
        return output.Trim() == $"{lines}"
            ? new Shipment(used, bytes)
            : throw new BenchmarkException($"the Node pipeline sent {output.Trim()} lines, the receiver got {lines}");
    }
}
