using LogsProcessor.Benchmarks.Results;
using LogsProcessor.Benchmarks.Sizing;

namespace LogsProcessor.Core.Tests.Contracts;

/// <summary>
/// The README's performance and sizing tables are made from the saved results. With <c>LOGSPROCESSOR_WRITE_README=1</c> the test
/// writes them anew.
/// </summary>
public sealed class ReadmeBenchmarkTests
{
    [Fact]
    public void The_README_shows_the_saved_measurements() =>
        Compare("benchmark", string.Join('\n', Results().Select(PerformanceTables.Markdown)));

    [Fact]
    public void The_README_shows_the_sizing_that_follows_from_the_saved_measurements() =>
        Compare("sizing", SizingTables.Markdown(Results()[0]));

    // The first machine by name stands for all in the sizing.
    private static BenchmarkResults[] Results()
    {
        var folder = Path.Combine(ContractFiles.Root, "tests", "LogsProcessor.Benchmarks", "results");
        return [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(BenchmarkResults.Read)];
    }

    private static void Compare(string section, string expected)
    {
        var path = Path.Combine(ContractFiles.Root, "README.md");
        var readme = File.ReadAllText(path);
        var begin = $"<!-- {section}: begin -->\n";
        var start = readme.IndexOf(begin, StringComparison.Ordinal);
        var end = readme.IndexOf($"<!-- {section}: end -->\n", StringComparison.Ordinal);
        Assert.True(
            start >= 0 && end > start,
            $"README.md has no section between the marks '{section}: begin' and 'end'"
        );
        start += begin.Length;
        if (Environment.GetEnvironmentVariable("LOGSPROCESSOR_WRITE_README") == "1")
        {
            File.WriteAllText(path, string.Concat(readme.AsSpan(0, start), expected, readme.AsSpan(end)));
            return;
        }

        Assert.Equal(expected, readme[start..end]);
    }
}
