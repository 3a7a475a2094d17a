namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>
/// Tests with runs of a few seconds. They run by themselves: what others do in this process, such as collecting the garbage of a hundred
/// thousand lines, holds up the fakes, too, and a short run has no time for that.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ShortRuns
{
    public const string Name = "short runs";
}
