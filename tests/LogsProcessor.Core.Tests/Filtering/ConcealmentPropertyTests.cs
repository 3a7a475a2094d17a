using System.Text;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Properties;
using LogsProcessor.Core.Tests.Reference;
using Xunit.Abstractions;

namespace LogsProcessor.Core.Tests.Filtering;

/// <summary>Whatever the line, however it is damaged, and in whatever layout: secrets do not leave, and the counts balance.</summary>
public sealed class ConcealmentPropertyTests(ITestOutputHelper output)
{
    private static readonly int LinesOfEach = FuzzSettings.Lines / 10;

    private static readonly FilterOptions Filtering = new()
    {
        RedactQuery = ["token", "sig"],
        MaskClientIp = true,
        Exclude = [ExclusionRule.Parse("path:/health*")!],
        SampleOk = 3,
    };

    public static TheoryData<string> Formats => [.. ReferenceFormat.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Secrets_in_records_do_not_leave(string format)
    {
        var secrets = NewSecrets();
        var lines = Enumerable.Range(0, LinesOfEach).Select(_ => secrets.NextLine(format));
        await CheckAsync(format, Encoding.Latin1.GetBytes(string.Join('\n', lines) + "\n"), mayBeMalformed: false);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Secrets_in_damaged_lines_do_not_leave(string format)
    {
        var secrets = NewSecrets();
        var lines = Enumerable.Range(0, LinesOfEach).Select(_ => secrets.NextDamagedLine(format));
        await CheckAsync(format, Encoding.Latin1.GetBytes(string.Join('\n', lines) + "\n"), mayBeMalformed: true);
    }

    private SecretLines NewSecrets()
    {
        output.WriteLine($"LOGSPROCESSOR_FUZZ_SEED={FuzzSettings.Seed}");
        return new SecretLines(new Random(FuzzSettings.Seed));
    }

    private static async Task CheckAsync(string format, byte[] content, bool mayBeMalformed)
    {
        foreach (var layout in FilteredRun.LayoutsOf(format))
        {
            var run = await FilteredRun.ShipAsync(format, content, Filtering, layout);
            var again = await FilteredRun.ShipAsync(format, content, Filtering, layout);
            SecretLines.AssertNoneIn(FilteredRun.AllThatLeaves(run));
            AssertBalanced(run, content, mayJoin: format == "clb");
            Assert.True(mayBeMalformed || run.Tally.Malformed == 0);
            Assert.InRange(
                run.Texts.Count(text => text.Contains("REDACTED", StringComparison.Ordinal)),
                1,
                int.MaxValue
            );
            Assert.Equal(run.Documents, again.Documents);
        }
    }

    private static void AssertBalanced(Run run, byte[] content, bool mayJoin)
    {
        var tally = run.Tally;
        var lines = content.Count(value => value == (byte)'\n');

        // A user agent that was damaged may take in the next line, if that one was damaged too.
        Assert.InRange(tally.Encountered, mayJoin ? lines / 2 : lines, lines);
        Assert.Equal(tally.Encountered, tally.Parsed + tally.Malformed + tally.Skipped);
        Assert.Equal(tally.Parsed - tally.Filtered + tally.Malformed, run.Documents.Count);
        Assert.Equal(run.Documents.Count, tally.Sent);
        Assert.Equal(0, run.Summary.Failures.Reading.Total);
    }
}
