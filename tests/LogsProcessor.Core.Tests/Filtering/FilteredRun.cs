using System.Text;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Filtering;

/// <summary>Runs over lines with some filtering; the raw line is kept, for that is where most can leak.</summary>
internal static class FilteredRun
{
    internal static IEnumerable<Layout> LayoutsOf(string format) =>
        format is "clb" or "alb" ? Enum.GetValues<Layout>() : [Layout.Ecs, Layout.Aws];

    internal static Task<Run> ShipAsync(
        string format,
        IEnumerable<string> lines,
        FilterOptions filtering,
        Layout layout = Layout.Ecs
    ) => ShipAsync(format, Encoding.Latin1.GetBytes(string.Join('\n', lines) + "\n"), filtering, layout);

    internal static Task<Run> ShipAsync(string format, byte[] content, FilterOptions filtering, Layout layout) =>
        Run.ShipAsync(
            new MemoryObject(Keys.Of(format), content),
            new DocumentOptions
            {
                Layout = layout,
                KeepOriginal = true,
                Filtering = filtering,
            }
        );

    /// <summary>Everything that leaves the run: all documents, and the summary.</summary>
    internal static string AllThatLeaves(Run run) => string.Concat(run.Texts) + "\n" + SummaryWriter.Write(run.Summary);
}
