using LogsProcessor.Cli.Shipping;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Cli.Estimating;

/// <summary>
/// Tells what a run would ship. Objects and bytes are those of the lists; lines are estimated, for each kind of object, from the first
/// 256 KiB of its first few objects.
/// </summary>
internal sealed class DryRun(SourceQueue queue, Terminal terminal)
{
    private readonly SortedDictionary<string, ObjectGroup> _groups = new(StringComparer.Ordinal);
    private bool _isFaulty;

    /// <summary>Finds everything, samples some, sends nothing.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await queue.AnyAsync();
        await foreach (var source in queue.TakeAllAsync(stop))
        {
            await AddAsync(source, stop);
        }

        stop.ThrowIfCancellationRequested();
        EstimateReport.Write(terminal, [.. _groups.Values], queue.Selection);
        return _isFaulty ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task AddAsync(SourceObject source, CancellationToken stop)
    {
        // To read standard input would be to take it from whoever is to ship it.
        if (source.Object is StandardInput)
        {
            terminal.Complain("-: what comes through standard input cannot be counted without reading it");
            _isFaulty = true;
            return;
        }

        if (source.IsMissing)
        {
            await SampleAsync(source, stop);
            return;
        }

        var group = GroupOf(source);
        var sample = source.Length is null || group.IsSampleWanted ? await SampleAsync(source, stop) : null;
        if (sample is not null)
        {
            group.Add(sample);
        }
        else if (group.IsSampleWanted)
        {
            group.AddFailedSample();
        }

        if ((source.Length ?? sample?.Length) is { } length)
        {
            group.Add(length);
        }
    }

    private ObjectGroup GroupOf(SourceObject source)
    {
        var name = ObjectGroup.NameOf(ObjectName.Parse(source.Object.Key).Format, source.Object.Key);
        if (!_groups.TryGetValue(name, out var group))
        {
            _groups.Add(name, group = new ObjectGroup(name));
        }

        return group;
    }

    /// <summary>The beginning of an object; null if it cannot be read, which is told.</summary>
    private async Task<LineSample?> SampleAsync(SourceObject source, CancellationToken stop)
    {
        try
        {
            return await LineSample.TakeAsync(source.Object, stop);
        }
        catch (IOException exception)
        {
            terminal.Complain(source.Object.Name, exception.Message);
            _isFaulty = true;
            return null;
        }
    }
}
