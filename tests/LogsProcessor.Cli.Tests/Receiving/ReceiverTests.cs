using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LogsProcessor.Cli.Receiving;
using LogsProcessor.Testing;

namespace LogsProcessor.Cli.Tests.Receiving;

public sealed class ReceiverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whole_lines_are_counted_checked_and_kept_and_the_sender_sees_an_orderly_end()
    {
        using var store = LineStore.Create(_folder.File("out.ndjson"));
        await using var receiver = Receiver.Start(new IPEndPoint(IPAddress.Loopback, 0), store);
        var line = $"{{\"text\":\"{new string('x', 1000)}\"}}\n";

        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ => SendAsync(receiver.EndPoint, string.Concat(Enumerable.Repeat(line, 50))))
        );
        await receiver.StopAsync();

        Assert.All(ends, end => Assert.Equal(0, end));
        Assert.Equal(20, receiver.Counts.Connections);
        Assert.Equal(1000, receiver.Counts.Lines);
        Assert.Equal(1000L * line.Length, receiver.Counts.Bytes);
        Assert.True(receiver.Counts.IsClean);
        Assert.Equal(0, receiver.Counts.Broken);
        var kept = await File.ReadAllLinesAsync(_folder.File("out.ndjson"));
        Assert.Equal(1000, kept.Length);
        Assert.All(kept, text => Assert.Equal(line.TrimEnd(), text));
    }

    [Theory]
    [InlineData("{\"a\":1}\n", 1, 0, 0)]
    [InlineData("{\"a\":1}\nno json\n{}\n", 3, 1, 0)]
    [InlineData("{\"a\":1}{\"b\":2}\n", 1, 1, 0)]
    [InlineData("\n", 1, 1, 0)]
    [InlineData("{\"a\":1}\n{\"b\":", 1, 0, 1)]
    [InlineData("", 0, 0, 0)]
    public async Task Lines_that_are_no_json_and_cut_ones_are_told(string sent, int lines, int notJson, int cut)
    {
        await using var receiver = Receiver.Start(new IPEndPoint(IPAddress.Loopback, 0));

        await SendAsync(receiver.EndPoint, sent);
        await receiver.StopAsync();

        Assert.Equal((lines, notJson, cut), (receiver.Counts.Lines, receiver.Counts.NotJson, receiver.Counts.CutLines));
        Assert.Equal(notJson + cut == 0, receiver.Counts.IsClean);
    }

    [Fact]
    public async Task Connection_that_is_reset_is_counted_as_broken()
    {
        await using var receiver = Receiver.Start(new IPEndPoint(IPAddress.Loopback, 0));
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(receiver.EndPoint);
            await socket.SendAsync("{}\n{"u8.ToArray());
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        // Another connection behind it: once that has ended, the first was accepted.
        await SendAsync(receiver.EndPoint, "{}\n");
        await receiver.StopAsync();

        Assert.Equal(2, receiver.Counts.Connections);
        Assert.Equal(1, receiver.Counts.Broken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void Lines_are_the_same_however_their_bytes_arrive(int chunk)
    {
        var counts = new ReceiverCounts();
        using var lines = new LineAssembler(counts);
        var text = "{\"a\":\"é\"}\nnot json\n[1,2]\n{\"long\":\"" + new string('y', 500) + "\"}\nrest";
        var kept = new MemoryStream();

        Feed(lines, Encoding.UTF8.GetBytes(text), chunk, kept);

        Assert.Equal((4, 1), (counts.Lines, counts.NotJson));
        Assert.Equal("not json", counts.FirstNotJson);
        Assert.True(lines.IsWithinLine);
        Assert.Equal(text[..^4], Encoding.UTF8.GetString(kept.ToArray()));
    }

    [Fact]
    public void Line_beyond_the_bound_is_not_json_and_those_behind_it_are_read()
    {
        var counts = new ReceiverCounts();
        using var lines = new LineAssembler(counts, mostLineBytes: 64);
        var kept = new MemoryStream();

        Feed(lines, Encoding.UTF8.GetBytes($"\"{new string('z', 200_000)}\"\n{{}}\n"), 50, kept);

        Assert.Equal((2, 1), (counts.Lines, counts.NotJson));
        Assert.Equal("{}\n", Encoding.UTF8.GetString(kept.ToArray()));
    }

    [Theory]
    [InlineData("{\"a\":1}\n", ExitCode.Done)]
    [InlineData("no json\n", ExitCode.Failed)]
    [InlineData("{\"a\":1}\n{", ExitCode.Failed)]
    public async Task Listen_ends_with_its_counts_and_a_code_that_judges_them(string sent, int expected)
    {
        var port = Loopback.FreePort();
        using var stop = new CancellationTokenSource();
        var listening = CommandRun.OfAsync(["listen", $"{port}", "--out", _folder.File("kept")], stop: stop.Token);

        await SendAsync(new IPEndPoint(IPAddress.Loopback, port), sent);
        await stop.CancelAsync();
        var run = await listening;

        Assert.Equal(expected, run.Code);
        Assert.Contains($"listening on 127.0.0.1:{port}", run.Error, StringComparison.Ordinal);
        var counts = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(1, counts.GetProperty("connections").GetInt64());
        Assert.Equal(sent.Length, counts.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Port_that_is_taken_is_a_usage_fault()
    {
        await using var receiver = Receiver.Start(new IPEndPoint(IPAddress.Loopback, 0));

        var run = await CommandRun.OfAsync("listen", $"{receiver.EndPoint.Port}");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith(
            $"logsprocessor: cannot listen on {receiver.EndPoint}: ",
            run.Error,
            StringComparison.Ordinal
        );
    }

    private static void Feed(LineAssembler lines, byte[] bytes, int chunk, MemoryStream kept)
    {
        for (var position = 0; position < bytes.Length; )
        {
            var count = Math.Min(Math.Min(chunk, bytes.Length - position), lines.Free.Length);
            bytes.AsMemory(position, count).CopyTo(lines.Free);
            lines.Take(count, kept.Write);
            position += count;
        }
    }

    /// <summary>Sends, half-closes, and reads to the receiver's end.</summary>
    /// <returns>What the last read gave: 0 for an orderly end.</returns>
    private static async Task<int> SendAsync(IPEndPoint receiver, string text)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(receiver);
        for (var rest = Encoding.UTF8.GetBytes(text).AsMemory(); !rest.IsEmpty; )
        {
            rest = rest[await socket.SendAsync(rest)..];
        }

        socket.Shutdown(SocketShutdown.Send);
        return await socket.ReceiveAsync(new byte[1]);
    }
}
