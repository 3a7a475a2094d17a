using System.Net.Sockets;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Fakes;

public sealed class RsyslogTests
{
    [Fact]
    public async Task Lines_that_are_json_and_lines_that_are_not_are_told_apart_unchanged()
    {
        var longText = new string('x', 200_000);
        await using var rsyslog = await Rsyslog.StartAsync();
        using var sender = new TcpClient();
        await sender.ConnectAsync("127.0.0.1", rsyslog.Port);
        var stream = sender.GetStream();

        await stream.WriteAsync(
            System.Text.Encoding.UTF8.GetBytes(
                $"{{\"ü\":\"\\u0000\\t\"}}\nno JSON\n{{\"long\":\"{longText}\"}}\n{{\"cut\":\n"
            )
        );
        sender.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        var (parsed, unparsed) = await rsyslog.StopAsync();

        Assert.Equal(["{\"ü\":\"\\u0000\\t\"}", $"{{\"long\":\"{longText}\"}}"], parsed);
        Assert.Equal(["no JSON", "{\"cut\":"], unparsed);
    }
}
