using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>
/// The function in an instance that has shipped another object before: Lambda keeps one from event to event. What it used for its start and
/// for that first object is in the figures, too: they are for comparison with a run in which nothing follows.
/// </summary>
internal sealed class WarmFunction(FunctionService service, LogFile first, string name) : IContestant
{
    public string Name => name;

    public int Objects { get; init; } = 1;

    public async Task<Shipment> ShipAsync(LogFile log)
    {
        var run = await service.RunAsync(FunctionService.Deployed, [first, .. Enumerable.Repeat(log, Objects)]);
        return new Shipment(run.Used, run.SentBytes);
    }
}
