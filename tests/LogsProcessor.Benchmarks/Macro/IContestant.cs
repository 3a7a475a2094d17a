using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>Whoever ships a log to the plain receiver.</summary>
internal interface IContestant
{
    /// <summary>Its name in the results.</summary>
    string Name { get; }

    /// <summary>How many times it ships the log in a run, as so many objects.</summary>
    int Objects => 1;

    /// <summary>Ships a log.</summary>
    /// <exception cref="BenchmarkException">It did not, or not all of it.</exception>
    Task<Shipment> ShipAsync(LogFile log);
}

/// <summary>What a shipment took.</summary>
/// <param name="Used">What the shipping process used.</param>
/// <param name="SentBytes">What the receiver got.</param>
internal sealed record Shipment(ProcessRun Used, long SentBytes);
