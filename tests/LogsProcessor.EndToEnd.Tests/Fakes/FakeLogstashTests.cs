using System.Net.Sockets;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Receiver;

namespace LogsProcessor.EndToEnd.Tests.Fakes;

public sealed class FakeLogstashTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Whole_lines_then_a_half_close_is_an_orderly_end()
    {
        await using var receiver = FakeLogstash.Start();
        using var sender = await ConnectAsync(receiver.Port);

        await sender.SendAsync("{\"event\":{\"id\":\"a\"}}\n{\"event_id\":\"b\"}\n"u8.ToArray());
        sender.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await sender.ReceiveAsync(new byte[1]));
        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(ConnectionEnd.Orderly, Assert.Single(receiver.Connections).End);
        Assert.Equal(["a", "b"], Documents.EventIds(receiver.ConfirmedLines));
        Assert.Equal(1, receiver.PeakOpen);
    }

    [Fact]
    public async Task A_fin_in_the_middle_of_a_line_confirms_nothing()
    {
        await using var receiver = FakeLogstash.Start();
        using var sender = await ConnectAsync(receiver.Port);

        await sender.SendAsync("{}\n{\"cut"u8.ToArray());
        sender.Shutdown(SocketShutdown.Send);

        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(ConnectionEnd.MidLine, Assert.Single(receiver.Connections).End);
        Assert.Equal(["{}"], receiver.Lines);
        Assert.Empty(receiver.ConfirmedLines);
    }

    [Fact]
    public async Task A_sender_that_resets_is_seen_as_broken()
    {
        await using var receiver = FakeLogstash.Start();
        using (var sender = await ConnectAsync(receiver.Port))
        {
            await sender.SendAsync("{}\n"u8.ToArray());
            await receiver.WaitForLinesAsync(1, Patience);
            sender.LingerState = new LingerOption(true, 0);
        }

        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(ConnectionEnd.Broken, Assert.Single(receiver.Connections).End);
        Assert.Empty(receiver.ConfirmedLines);
    }

    [Fact]
    public async Task A_scripted_reset_comes_after_just_so_many_bytes()
    {
        await using var receiver = FakeLogstash.Start(
            new ConnectionScript { Fault = ConnectionFault.Reset, FaultAfter = 4 }
        );
        using var sender = await ConnectAsync(receiver.Port);

        await sender.SendAsync("{}\n{}\n"u8.ToArray());

        await Assert.ThrowsAsync<SocketException>(() => sender.ReceiveAsync(new byte[1]));
        await receiver.WaitForEndAsync(1, Patience);
        var connection = Assert.Single(receiver.Connections);
        Assert.Equal((4, 1, ConnectionEnd.Fault), (connection.BytesRead, connection.LineCount, connection.End));
    }

    [Fact]
    public async Task A_scripted_half_close_sends_the_fin_and_reads_on()
    {
        await using var receiver = FakeLogstash.Start(
            new ConnectionScript { Fault = ConnectionFault.HalfClose, FaultAfter = 3 }
        );
        using var sender = await ConnectAsync(receiver.Port);

        await sender.SendAsync("{}\n"u8.ToArray());
        Assert.Equal(0, await sender.ReceiveAsync(new byte[1]));
        await sender.SendAsync("{}\n"u8.ToArray());
        sender.Shutdown(SocketShutdown.Send);

        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(2, receiver.Lines.Count);
        Assert.Empty(receiver.ConfirmedLines);
    }

    [Fact]
    public async Task A_scripted_close_after_nothing_drops_what_it_accepted()
    {
        await using var receiver = FakeLogstash.Start(new ConnectionScript { Fault = ConnectionFault.Close });
        using var sender = await ConnectAsync(receiver.Port);

        Assert.Equal(0, await sender.ReceiveAsync(new byte[1]));
        await receiver.WaitForEndAsync(1, Patience);
        Assert.Equal(0, Assert.Single(receiver.Connections).BytesRead);
    }

    [Fact]
    public async Task A_stalled_connection_reads_no_more_and_stays_open()
    {
        await using var receiver = FakeLogstash.Start(
            new ConnectionScript { Fault = ConnectionFault.Stall, FaultAfter = 3 },
            ConnectionScript.Orderly
        );
        using var stalled = await ConnectAsync(receiver.Port);
        using var other = await ConnectAsync(receiver.Port);

        await stalled.SendAsync("{}\n{}\n"u8.ToArray());
        await other.SendAsync("{}\n"u8.ToArray());
        await receiver.WaitForLinesAsync(2, Patience);

        Assert.Equal([1, 1], receiver.Connections.Select(it => it.LineCount));
        Assert.Equal(ConnectionEnd.Open, receiver.Connections[0].End);
        Assert.Equal(2, receiver.PeakOpen);
    }

    [Fact]
    public async Task A_connection_held_open_is_read_to_its_end_but_never_closed()
    {
        await using var receiver = FakeLogstash.Start(new ConnectionScript { Fault = ConnectionFault.HoldOpen });
        using var sender = await ConnectAsync(receiver.Port);

        await sender.SendAsync("{}\n"u8.ToArray());
        sender.Shutdown(SocketShutdown.Send);
        await receiver.WaitForLinesAsync(1, Patience);

        Assert.Equal(ConnectionEnd.Open, Assert.Single(receiver.Connections).End);
        Assert.Equal(0, sender.Available);
    }

    [Fact]
    public async Task It_accepts_and_reads_when_the_script_lets_it()
    {
        var accept = new TaskCompletionSource();
        using var reads = new SemaphoreSlim(0);
        await using var receiver = FakeLogstash.Start(
            new ConnectionScript
            {
                BeforeAccept = _ => accept.Task,
                BeforeRead = reads.WaitAsync,
                ReadSize = 2,
            }
        );
        using var sender = await ConnectAsync(receiver.Port);
        await sender.SendAsync("{}\n"u8.ToArray());
        Assert.Empty(receiver.Connections);

        accept.SetResult();
        reads.Release(2);
        await receiver.WaitForLinesAsync(1, Patience);

        Assert.Equal(3, Assert.Single(receiver.Connections).BytesRead);
    }

    [Fact]
    public async Task It_dies_with_its_connections_and_comes_back_on_its_port()
    {
        await using var receiver = FakeLogstash.Start(new FakeLogstashOptions { Port = Loopback.FreePort() });
        using var before = await ConnectAsync(receiver.Port);
        await before.SendAsync("{}\n"u8.ToArray());
        await receiver.WaitForLinesAsync(1, Patience);

        await receiver.DieAsync();
        await Assert.ThrowsAsync<SocketException>(() => before.ReceiveAsync(new byte[1]));
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(receiver.Port));
        Assert.Equal(ConnectionEnd.Fault, Assert.Single(receiver.Connections).End);

        receiver.ComeBack();
        using var after = await ConnectAsync(receiver.Port);
        after.Shutdown(SocketShutdown.Send);
        await receiver.WaitForEndAsync(2, Patience);
        Assert.Equal(ConnectionEnd.Orderly, receiver.Connections[1].End);
    }

    [Fact]
    public async Task Waiting_for_lines_that_do_not_come_says_how_many_came()
    {
        await using var receiver = FakeLogstash.Start();

        var error = await Assert.ThrowsAsync<TimeoutException>(() =>
            receiver.WaitForLinesAsync(3, TimeSpan.FromMilliseconds(1))
        );

        Assert.Equal("after 0 s: 0 of 3 lines arrived", error.Message);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_refuses()
    {
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(Loopback.FreePort()));
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
