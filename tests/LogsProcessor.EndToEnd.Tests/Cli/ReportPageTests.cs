using System.Text.RegularExpressions;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.EndToEnd.Tests.Cli;

/// <summary>The page that <c>summary --html</c> writes, in a real browser of the width of a phone.</summary>
public sealed partial class ReportPageTests : IDisposable
{
    private const string Dark = "0";
    private const string Light = "1";
    private const int Plots = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Page_shows_its_plots_light_and_dark_and_asks_nobody_for_anything()
    {
        var page = await WriteReportAsync();

        var shown = await BrowseAsync(Light, "--dump-dom", new Uri(page).AbsoluteUri);
        var light = await PictureAsync(Light, page);
        var dark = await PictureAsync(Dark, page);

        Assert.Contains("<h1>LogsProcessor runs</h1>", shown, StringComparison.Ordinal);
        Assert.Equal(Plots, PlotPattern().Count(shown));
        Assert.DoesNotMatch(OutsidePattern(), await File.ReadAllTextAsync(page));
        Assert.NotEqual(light, dark);
    }

    /// <summary>Ships some lines twice, and reviews the two runs.</summary>
    private async Task<string> WriteReportAsync()
    {
        await File.WriteAllBytesAsync(_folder.File("a.log"), [.. SampleLines.Classic(40), .. "what is this?\n"u8]);
        string[] ship = ["ship", _folder.File("a.log"), "--out", _folder.File("out.ndjson")];
        var first = await LogsProcessorCli.RunAsync(ship);
        var second = await LogsProcessorCli.RunAsync(ship);
        await File.WriteAllLinesAsync(_folder.File("runs.ndjson"), [first.OutputLines[^1], second.OutputLines[^1]]);
        var page = _folder.File("report.html");
        var result = await LogsProcessorCli.RunAsync("summary", _folder.File("runs.ndjson"), "--html", page);
        Assert.True(result.ExitCode == 0, result.ToString());
        return page;
    }

    private async Task<byte[]> PictureAsync(string scheme, string page)
    {
        var picture = _folder.File($"picture-{scheme}.png");
        await BrowseAsync(scheme, $"--screenshot={picture}", new Uri(page).AbsoluteUri);
        return await File.ReadAllBytesAsync(picture);
    }

    private async Task<string> BrowseAsync(string scheme, params string[] arguments)
    {
        string[] always =
        [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            $"--user-data-dir={_folder.File($"profile-{Guid.NewGuid():N}")}",
            $"--blink-settings=preferredColorScheme={scheme}",
            "--window-size=390,1400",
        ];
        var result = await RunningProcess.RunAsync(new ProcessCommand("chromium", [.. always, .. arguments]), Patience);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }

    [GeneratedRegex("<svg")]
    private static partial Regex PlotPattern();

    [GeneratedRegex("""(src|href)\s*=|url\(|@import|<script""", RegexOptions.IgnoreCase)]
    private static partial Regex OutsidePattern();
}
