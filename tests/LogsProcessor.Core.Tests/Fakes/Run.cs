using System.Text;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Tests.Fakes;

/// <summary>One run of the pipeline over objects in memory, and what came of it.</summary>
internal sealed class Run
{
    private Run(RunSummary summary, MemorySink sink)
    {
        Summary = summary;
        Sink = sink;
    }

    internal RunSummary Summary { get; }

    internal MemorySink Sink { get; }

    internal ObjectTally Tally => Assert.Single(Summary.Objects);

    internal List<byte[]> Documents => Sink.Documents;

    internal List<string> Texts => [.. Documents.Select(Encoding.UTF8.GetString)];

    internal static FixedClock Clock { get; } = new();

    /// <summary>Options that put something into every configured member.</summary>
    internal static DocumentOptions Configured { get; } =
        new()
        {
            Environment = "Test",
            Application = "Shop",
            Component = "Edge \"1\"",
            Tags = ["elb", "größe"],
        };

    internal static Task<Run> ShipAsync(ILogObject source, DocumentOptions options, LineReaderOptions? lines = null) =>
        ShipAsync(
            [source],
            new PipelineOptions
            {
                Documents = new DocumentPlans(options),
                Lines = lines ?? new(),
                ParallelObjects = 1,
            }
        );

    internal static async Task<Run> ShipAsync(
        IReadOnlyCollection<ILogObject> objects,
        PipelineOptions options,
        MemorySink? sink = null,
        CancellationToken stop = default
    )
    {
        sink ??= new MemorySink();
        var summary = new RunSummary(new RunIdentity { RequestId = "run-1", Version = "1.0.0" }, Clock);
        await new LogPipeline(options, sink, summary, Clock).RunAsync(objects, stop);
        return new Run(summary, sink);
    }
}
