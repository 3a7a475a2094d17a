using System.Globalization;
using System.Text.RegularExpressions;

namespace LogsProcessor.Cli.Summaries;

/// <summary>Failures that say the same but for their numbers.</summary>
/// <param name="Stage">The stage they happened in.</param>
/// <param name="Message">The latest of them, in words.</param>
/// <param name="Count">How many of them were told.</param>
/// <param name="Runs">In how many runs.</param>
/// <param name="Last">The end of the last of these runs.</param>
internal sealed record FailureGroup(string Stage, string Message, int Count, int Runs, DateTimeOffset Last);

/// <summary>What many runs come to.</summary>
/// <param name="runs">The runs, oldest first.</param>
internal sealed partial class RunTotals(IReadOnlyList<RunRecord> runs)
{
    private const int MostSlowest = 5;

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<RunRecord> Runs { get; } = runs;

    /// <summary>Runs that did not deliver everything.</summary>
    public int NotCompleted { get; } = runs.Count(run => !run.IsCompleted);

    /// <inheritdoc cref="RunRecord.Lines"/>
    public long Lines { get; } = runs.Sum(run => run.Lines);

    /// <inheritdoc cref="RunRecord.Sent"/>
    public long Sent { get; } = runs.Sum(run => run.Sent);

    /// <inheritdoc cref="RunRecord.Undelivered"/>
    public long Undelivered { get; } = runs.Sum(run => run.Undelivered);

    /// <inheritdoc cref="RunRecord.Malformed"/>
    public long Malformed { get; } = runs.Sum(run => run.Malformed);

    /// <inheritdoc cref="RunRecord.Resent"/>
    public long Resent { get; } = runs.Sum(run => run.Resent);

    /// <summary>Objects, and those that were not completed.</summary>
    public long Objects { get; } = runs.Sum(run => run.Objects);

    /// <inheritdoc cref="Objects"/>
    public long FailedObjects { get; } = runs.Sum(run => run.FailedObjects);

    /// <summary>The greatest lag of a run, in milliseconds; null if no run had a line.</summary>
    public long? MostLagMs { get; } = runs.Max(run => run.LagMs);

    /// <summary>The lag that half of the runs stayed below, in milliseconds; null if no run had a line.</summary>
    public long? MedianLagMs { get; } = Median(runs.Select(run => run.LagMs).OfType<long>());

    /// <summary>The longest run, in milliseconds.</summary>
    public long MostDurationMs { get; } = runs.Max(run => run.DurationMs);

    /// <summary>The duration that half of the runs stayed below, in milliseconds.</summary>
    public long MedianDurationMs { get; } = Median(runs.Select(run => run.DurationMs)) ?? 0;

    /// <summary>The run that came nearest to the bound of its memory; null if none had a bound.</summary>
    public RunRecord? Tightest { get; } =
        runs.Where(run => run.LimitMb > 0).MaxBy(run => (double)run.PeakMb / run.LimitMb);

    /// <summary>The part of its memory that <see cref="Tightest"/> did not need, in percent; null if no run had a bound.</summary>
    public double? HeadroomPercent => Tightest is { } run ? 100.0 * (run.LimitMb - run.PeakMb) / run.LimitMb : null;

    /// <summary>The longest runs, longest first.</summary>
    public IReadOnlyList<RunRecord> Slowest { get; } =
    [.. runs.OrderByDescending(run => run.DurationMs).Take(MostSlowest)];

    /// <summary>Failures by stage and message, most told first.</summary>
    public IReadOnlyList<FailureGroup> Failures { get; } =
    [
        .. runs.SelectMany(run =>
                run.Failures.SelectMany(stage => stage.Messages.Select(text => (run, stage.Stage, text)))
            )
            .GroupBy(failure => (failure.Stage, Numbers().Replace(failure.text, "#")))
            .Select(group => new FailureGroup(
                group.Key.Stage,
                group.Last().text,
                group.Count(),
                group.Select(failure => failure.run).Distinct().Count(),
                group.Max(failure => failure.run.Time)
            ))
            .OrderByDescending(group => group.Count),
    ];

    /// <summary>How many failures a stage had; a summary tells only the last few of them in words.</summary>
    public long FailuresOf(string stage) =>
        Runs.Sum(run => run.Failures.Where(failures => failures.Stage == stage).Sum(failures => failures.Total));

    /// <summary>As in <c>1.5 s</c>, <c>3 min</c>, <c>2.1 h</c>; a dash for null.</summary>
    public static string Describe(long? milliseconds) =>
        milliseconds switch
        {
            null => "-",
            < 1_000 => Text($"{milliseconds} ms"),
            < 120_000 => Text($"{milliseconds / 1_000.0:N1} s"),
            < 7_200_000 => Text($"{milliseconds / 60_000.0:N0} min"),
            < 172_800_000 => Text($"{milliseconds / 3_600_000.0:N1} h"),
            _ => Text($"{milliseconds / 86_400_000.0:N1} d"),
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static long? Median(IEnumerable<long> values) =>
        values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : null;

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
