using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>Lets contestants take turns: A B A B …, so that a change of the machine's mood meets all of them alike.</summary>
/// <param name="count">So many turns each.</param>
/// <param name="progress">Where to tell what runs.</param>
internal sealed class Rounds(int count, TextWriter progress)
{
    /// <summary>Measures each contestant on its log.</summary>
    public async Task<IReadOnlyList<Measurement>> RunAsync(
        Group group,
        string input,
        IReadOnlyList<(IContestant Contestant, LogFile Log)> field
    )
    {
        var shipments = field.Select(_ => new List<Shipment>()).ToArray();
        for (var round = 0; round < count; round++)
        {
            for (var index = 0; index < field.Count; index++)
            {
                var (contestant, log) = field[index];
                var shipment = await contestant.ShipAsync(log);
                shipments[index].Add(shipment);
                await progress.WriteLineAsync(
                    $"{group, -12} {input} {contestant.Name, -18} {shipment.Used.CpuSeconds, 7:0.000} CPU-s "
                        + $"{shipment.Used.WallSeconds, 7:0.000} s {shipment.Used.PeakMb, 6:0} MB"
                );
            }
        }

        return
        [
            .. field.Select(
                (entry, index) =>
                    new Measurement
                    {
                        Group = group,
                        Input = input,
                        Case = entry.Contestant.Name,
                        Objects = entry.Contestant.Objects,
                        Lines = entry.Log.Lines * entry.Contestant.Objects,
                        TextBytes = entry.Log.TextBytes * entry.Contestant.Objects,
                        SentBytes = shipments[index][^1].SentBytes,
                        Runs = [.. shipments[index].Select(shipment => shipment.Used)],
                    }
            ),
        ];
    }
}
