using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LogsProcessor.Intake.Tests.Emulator;
using LogsProcessor.Testing;

namespace LogsProcessor.Intake.Tests.Page;

/// <summary>The page in a real browser, before the real endpoint, with the emulator as the store.</summary>
[Collection(SharedServer.Name)]
public sealed partial class UploadPageTests(IntakeServer server, Browser browser)
    : IClassFixture<Browser>,
        IAsyncLifetime,
        IDisposable
{
    private const string SizeVariable = "LOGSPROCESSOR_UPLOAD_MB";
    private const string PicturesVariable = "LOGSPROCESSOR_PICTURES";
    private const int PartBytes = 5 * 1024 * 1024;

    // So many bytes a second that there is time to interrupt.
    private const int Unhurried = PartBytes;
    private const string Last = "document.querySelector('#list li:last-child')";

    private readonly TemporaryFolder _folder = new();
    private BrowserTab _tab = null!;

    public async Task InitializeAsync()
    {
        _tab = await browser.OpenTabAsync();
        await _tab.OpenAsync(server.Page);
    }

    public async Task DisposeAsync() => await _tab.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Large_file_goes_on_where_the_network_was_cut_and_arrives_as_it_is()
    {
        var file = NewFile("large.bin", LargeBytes);
        await _tab.LimitNetworkAsync(isOffline: false, bytesPerSecond: Unhurried);
        await _tab.ChooseAsync("#files", file);
        await _tab.WaitAsync($"{Last}?.querySelector('progress').value > {LargeBytes * 2L / 5}");

        await _tab.LimitNetworkAsync(isOffline: true);
        await _tab.WaitAsync($"/No network/.test({Last}.textContent)");
        await CaptureAsync("cut");
        await _tab.LimitNetworkAsync(isOffline: false);
        await _tab.WaitAsync($"{Last}.className === 'done' || {Last}.className === 'failed'");

        await CaptureAsync("done");
        Assert.Matches("^Handed in", await StateAsync());
        await AssertArrivedAsync(file);
    }

    [Fact]
    public async Task Large_file_goes_on_after_the_page_was_closed_with_only_what_is_missing()
    {
        var parts = LargeBytes / PartBytes;
        var file = NewFile("closed.bin", LargeBytes);
        await _tab.LimitNetworkAsync(isOffline: false, bytesPerSecond: Unhurried);
        await _tab.ChooseAsync("#files", file);
        await _tab.WaitAsync($"{Last}?.querySelector('progress').value > {LargeBytes / 2}");
        await _tab.OpenAsync(server.Page);
        await _tab.LimitNetworkAsync(isOffline: false);

        await _tab.ChooseAsync("#files", file);
        await _tab.WaitAsync($"{Last}?.className === 'done' || {Last}?.className === 'failed'");

        Assert.Matches("^Handed in", await StateAsync());
        var sent = await _tab.EvaluateAsync(
            "new Set(performance.getEntriesByType('resource').map(it => /partNumber=(\\d+)/.exec(it.name)?.[1]).filter(Boolean)).size"
        );
        Assert.InRange(sent!.GetValue<int>(), 1, (parts * 3 / 4) + 1);
        await AssertArrivedAsync(file);
    }

    [Fact]
    public async Task Paused_file_goes_on_when_it_is_told_to()
    {
        var file = NewFile("paused.bin", 3 * PartBytes);
        await _tab.LimitNetworkAsync(isOffline: false, bytesPerSecond: Unhurried);
        await _tab.ChooseAsync("#files", file);
        await _tab.WaitAsync(
            $"{Last}?.querySelector('progress').value > 0",
            then: $"{Last}.querySelector('.pause').click()"
        );
        await _tab.WaitAsync($"{Last}.className === 'paused'");
        Assert.Equal("Paused", await StateAsync());

        await _tab.LimitNetworkAsync(isOffline: false);
        await _tab.EvaluateAsync($"{Last}.querySelector('.resume').click()");
        await _tab.WaitAsync($"{Last}.className === 'done' || {Last}.className === 'failed'");

        await AssertArrivedAsync(file);
    }

    [Fact]
    public async Task Several_small_files_dropped_on_the_page_are_all_handed_in()
    {
        var files = Enumerable.Range(1, 5).Select(it => NewFile($"small {it}.csv", 1000 + it)).ToArray();

        await _tab.DropAsync(files);
        await _tab.WaitAsync("document.querySelectorAll('li.done').length === 5");

        foreach (var file in files)
        {
            await AssertArrivedAsync(file);
        }
    }

    [Fact]
    public async Task Small_file_whose_answer_is_lost_arrives_once()
    {
        await _tab.EvaluateAsync(
            """
            (() => {
              const send = XMLHttpRequest.prototype.send;
              XMLHttpRequest.prototype.send = function (body) {
                XMLHttpRequest.prototype.send = send;
                const { onerror } = this;
                this.onload = () => onerror();
                return send.call(this, body);
              };
            })()
            """
        );
        var file = NewFile("answerless.csv", 2000);

        await _tab.ChooseAsync("#files", file);
        await _tab.WaitAsync($"{Last}?.className === 'done' || {Last}?.className === 'failed'");

        Assert.Equal("Handed in", await StateAsync());
        await AssertArrivedAsync(file);
    }

    [Fact]
    public async Task Small_file_whose_key_is_being_written_is_tried_again()
    {
        await _tab.EvaluateAsync(
            """
            (() => {
              const send = XMLHttpRequest.prototype.send;
              XMLHttpRequest.prototype.send = function (body) {
                XMLHttpRequest.prototype.send = send;
                Object.defineProperty(this, 'status', { value: 409 });
                return send.call(this, body);
              };
            })()
            """
        );
        var file = NewFile("conflict.csv", 2000);

        await _tab.ChooseAsync("#files", file);
        await _tab.WaitAsync($"{Last}?.className === 'done' || {Last}?.className === 'failed'");

        Assert.Equal("Handed in", await StateAsync());
        await AssertArrivedAsync(file);
    }

    [Fact]
    public async Task What_becomes_of_files_is_said_to_those_who_do_not_see_it_and_focus_is_not_lost()
    {
        var file = NewFile("heard.bin", 3 * PartBytes);
        await _tab.LimitNetworkAsync(isOffline: false, bytesPerSecond: Unhurried);
        await _tab.ChooseAsync("#files", file);
        await _tab.WaitAsync($"{Last}?.querySelector('progress').value > 0");
        Assert.Equal("", await TextAsync("document.querySelector('[role=status]').textContent"));
        Assert.Equal("Pause heard.bin", await TextAsync($"{Last}.querySelector('.pause').ariaLabel"));

        await _tab.EvaluateAsync($"{Last}.querySelector('.pause').focus(), {Last}.querySelector('.pause').click()");
        await _tab.WaitAsync($"{Last}.className === 'paused'");

        Assert.Equal("heard.bin: Paused", await TextAsync("document.querySelector('[role=status]').textContent"));
        Assert.Equal("Go on heard.bin", await TextAsync("document.activeElement.ariaLabel"));
        await _tab.EvaluateAsync($"{Last}.querySelector('.remove').click()");
        Assert.Equal("files", await TextAsync("document.activeElement.id"));
        Assert.Equal("", await TextAsync("document.querySelector('#list').ariaLive ?? ''"));
    }

    [Fact]
    public async Task Empty_file_is_refused_and_can_be_removed()
    {
        await _tab.ChooseAsync("#files", NewFile("empty.csv", 0));
        await _tab.WaitAsync($"{Last}?.className === 'failed'");

        Assert.Equal("The file is empty: there is nothing to hand in.", await StateAsync());
        await _tab.EvaluateAsync($"{Last}.querySelector('.remove').click()");
        await _tab.WaitAsync("document.querySelectorAll('li').length === 0");
    }

    [Fact]
    public async Task Access_key_is_no_longer_in_the_address_and_a_wrong_one_is_asked_for_again()
    {
        Assert.Equal("", (await _tab.EvaluateAsync("location.hash"))!.GetValue<string>());
        await _tab.OpenAsync(server.Page.Split("#key=")[0] + "#key=0123456789abcdef");

        await _tab.ChooseAsync("#files", NewFile("refused.csv", 10));
        await _tab.WaitAsync($"{Last}?.className === 'failed'");

        var fault = await _tab.EvaluateAsync("document.querySelector('#fault').textContent");
        Assert.Equal("This access key is not known.", fault!.GetValue<string>());
    }

    [Theory]
    [InlineData(3, "right", true)]
    [InlineData(4, "right", false)]
    [InlineData(3, "wrong", false)]
    [InlineData(3, "none", true)]
    public async Task What_the_store_says_of_the_whole_has_to_be_what_was_sent(int size, string which, bool isRight)
    {
        byte[][] parts = [SHA256.HashData("ab"u8), SHA256.HashData("c"u8)];
        var whole = SHA256.HashData(which == "right" ? [.. parts[0], .. parts[1]] : [.. parts[1], .. parts[0]]);
        var checksum = which == "none" ? "undefined" : $"'{Convert.ToBase64String(whole)}-2'";
        var hashes = string.Join(',', parts.Select(part => $"'{Convert.ToBase64String(part)}'"));

        var answer = await _tab.EvaluateAsync(
            $$"""
            Item.prototype.verify.call(
              { file: { size: 3 }, plan: { count: 2 }, hash: async number => [{{hashes}}][number - 1] },
              { size: {{size}}, checksum: {{checksum}} }).then(() => true, () => false)
            """
        );

        Assert.Equal(isRight, answer!.GetValue<bool>());
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Every_text_stands_out_from_its_background(string scheme)
    {
        await _tab.ChooseAsync("#files", NewFile("seen.csv", 10), NewFile("empty.csv", 0));
        await _tab.WaitAsync("document.querySelectorAll('li.done, li.failed').length === 2");
        await _tab.EmulateSchemeAsync(scheme);

        var least = await _tab.EvaluateAsync(Contrast);

        Assert.InRange(least!.GetValue<double>(), 4.5, 21);
    }

    private const string Contrast = """
        (() => {
          const channel = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
          const light = color => { const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const behind = element => { for (; element; element = element.parentElement) {
            const color = getComputedStyle(element).backgroundColor; if (!/, 0\)|transparent/.test(color)) return color; } };
          const texts = [...document.querySelectorAll('h1, strong, small, .name, .size, .state, button')].filter(it => it.offsetParent);
          return Math.min(...texts.map(it => { const [a, b] = [light(getComputedStyle(it).color), light(behind(it))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); }));
        })()
        """;

    private static int LargeBytes =>
        int.TryParse(Environment.GetEnvironmentVariable(SizeVariable), CultureInfo.InvariantCulture, out var mebibytes)
            ? mebibytes * 1024 * 1024
            : 8 * PartBytes;

    private Task<string> StateAsync() => TextAsync($"{Last}.querySelector('.state').textContent");

    private async Task<string> TextAsync(string expression) =>
        (await _tab.EvaluateAsync(expression))!.GetValue<string>();

    private string NewFile(string name, int bytes)
    {
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        var path = _folder.File(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private async Task AssertArrivedAsync(string file)
    {
        var name = Path.GetFileName(file).Replace(' ', '_');
        using var answer = await server.SendAsync(
            HttpMethod.Get,
            $"{IntakeServer.Bucket}?list-type=2&prefix=in/laptop/"
        );
        var list = await answer.Content.ReadAsStringAsync();
        var key = Assert.Single(
            Keys().Matches(list),
            it => it.Groups["key"].Value.EndsWith("/" + name, StringComparison.Ordinal)
        );
        var content = await server.ReadAsync(key.Groups["key"].Value);
        Assert.Equal(SHA256.HashData(await File.ReadAllBytesAsync(file)), SHA256.HashData(content));
    }

    /// <summary>Pictures for people to look at, if they want any.</summary>
    private async Task CaptureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable(PicturesVariable) is { Length: > 0 } folder)
        {
            foreach (var scheme in (string[])["light", "dark"])
            {
                await _tab.EmulateSchemeAsync(scheme);
                await _tab.CaptureAsync(Path.Combine(folder, $"{name}-{scheme}.png"));
            }
        }
    }

    [GeneratedRegex("<Key>(?<key>[^<]+)</Key>")]
    private static partial Regex Keys();
}
