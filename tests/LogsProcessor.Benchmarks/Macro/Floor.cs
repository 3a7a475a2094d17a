using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>The least that any shipper has to do: read or inflate, and write as many bytes as the product.</summary>
internal sealed class Floor(Workshop workshop, long sentBytes) : IContestant
{
    public string Name => "floor";

    public async Task<Shipment> ShipAsync(LogFile log)
    {
        using var receiver = await Receiver.StartAsync(workshop);
        string[] command =
        [
            workshop.Program("floor"),
            log.Path,
            $"{receiver.Port}",
            $"{log.TextBytes}",
            $"{sentBytes}",
        ];
        using var process = MeasuredProcess.Start(workshop, command);
        var (used, _) = await process.WaitAsync();
        var (bytes, _) = await receiver.EndAsync();

        // A byte or two are lost to rounding.
        return bytes >= sentBytes - 16
            ? new Shipment(used, bytes)
            : throw new BenchmarkException($"the floor sent {bytes} bytes instead of {sentBytes}");
    }
}
