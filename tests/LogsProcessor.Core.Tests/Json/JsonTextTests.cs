using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Json;

public sealed class JsonTextTests
{
    [Fact]
    public async Task Any_two_bytes_become_what_a_UTF_8_decoder_makes_of_them()
    {
        var contents = Enumerable.Range(0, 65536).Select(pair => new[] { (byte)(pair >> 8), (byte)pair, (byte)'!' });
        await CheckAsync(contents);
    }

    [Fact]
    public async Task Random_bytes_become_what_a_UTF_8_decoder_makes_of_them()
    {
        var random = new Random(4711);
        byte[] likely =
        [
            0xC3,
            0xBC,
            0xE2,
            0x82,
            0xAC,
            0xF0,
            0x9F,
            0x98,
            0x80,
            0xED,
            0xA0,
            0xF4,
            0x90,
            0x80,
            0xBF,
            (byte)'a',
            0xFF,
        ];
        var contents = Enumerable
            .Range(0, 20_000)
            .Select(_ =>
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => likely[random.Next(likely.Length)]).ToArray()
            );
        await CheckAsync(contents);
    }

    /// <summary>Each content is shipped as a malformed line, whose text is copied whole.</summary>
    private static async Task CheckAsync(IEnumerable<byte[]> contents)
    {
        var lines = contents
            .Where(line => !line.Contains((byte)'\n'))
            .Select(line => (byte[])[(byte)'>', .. line, (byte)'<'])
            .ToList();
        byte[] body = [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
        var options = new Core.Json.DocumentOptions { Layout = Layout.Aws };
        var readAhead = new byte[5000];
        readAhead.AsSpan().Fill((byte)' ');
        readAhead[^1] = (byte)'\n';
        var run = await Run.ShipAsync(new MemoryObject(Keys.Of("clb"), [.. readAhead, .. body]), options);
        Assert.Empty(run.Summary.Failures.Reading.LastFew);
        Assert.Equal(lines.Count, run.Documents.Count);
        foreach (var (line, document) in lines.Zip(run.Documents))
        {
            using var json = JsonDocument.Parse(document);
            Assert.Equal(Encoding.UTF8.GetString(line), json.RootElement.GetProperty("event_original").GetString());
        }
    }
}
