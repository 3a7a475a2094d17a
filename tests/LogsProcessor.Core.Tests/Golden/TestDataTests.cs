using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Golden;

public sealed class TestDataTests
{
    public static TheoryData<string> Logs =>
        Find(name => name.EndsWith(".log", StringComparison.Ordinal) || name.EndsWith(".gz", StringComparison.Ordinal));

    public static TheoryData<string> Rejected => Find(name => name.EndsWith(".bin", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task Every_log_ships_completely_as_a_local_file(string path)
    {
        var run = await ShipFileAsync(path);
        Assert.Empty(run.Summary.Failures.Reading.LastFew);
        Assert.Equal(Outcome.Completed, run.Summary.Outcome);
        Assert.True(
            run.Tally.Parsed > 0 || path.EndsWith("binary.log", StringComparison.Ordinal),
            $"{path} holds no record"
        );
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task Every_rejected_object_fails_with_one_clear_reason(string path)
    {
        var run = await ShipFileAsync(path);
        Assert.Empty(run.Documents);
        Assert.Matches("UTF-16|gzip", Assert.Single(run.Summary.Failures.Reading.LastFew).Message);
    }

    private static async Task<Run> ShipFileAsync(string path)
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(Repository.TestData, path));
        return await Run.ShipAsync(new MemoryObject(path, content) { IsInS3 = false }, new());
    }

    private static TheoryData<string> Find(Func<string, bool> isWanted) =>
        [
            .. Directory
                .EnumerateFiles(Repository.TestData, "*", SearchOption.AllDirectories)
                .Where(isWanted)
                .Select(path => Path.GetRelativePath(Repository.TestData, path))
                .Order(StringComparer.Ordinal),
        ];
}
