using System.CommandLine;
using System.Net;
using LogsProcessor.Cli.Receiving;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>listen</c>: the embedded receiver alone.</summary>
internal static class ListenCommand
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "listen",
            "Receives JSON lines over TCP, counts and checks them; ends on Ctrl-C, with its counts as one line of JSON.",
            ["logsprocessor listen 5044", "logsprocessor listen 5044 --address 0.0.0.0 --out received.ndjson"]
        );
        var port = Arguments.One("PORT", "The port; 0 takes any free one");
        var address = new Option<string>("--address")
        {
            Description = "The address to listen on (default: 127.0.0.1)",
            HelpName = "ADDRESS",
        };
        var file = new Option<string>("--out") { Description = "Keep the lines in this file", HelpName = "FILE" };
        verb.Add(port);
        verb.Add(address);
        verb.Add(file);
        verb.SetAction(
            (parsed, stop) =>
            {
                var endPoint = ReadEndPoint(parsed.GetRequiredValue(port), parsed.GetValue(address));
                return RunAsync(endPoint, parsed.GetValue(file), terminal, stop);
            }
        );
        return verb;
    }

    private static IPEndPoint ReadEndPoint(string port, string? address)
    {
        var settings = new SettingsReader(name => name == "PORT" ? port : address);
        var number = settings.Number("PORT", 0, IPEndPoint.MinPort, IPEndPoint.MaxPort);
        if (!IPAddress.TryParse(settings.Text("--address", "127.0.0.1"), out var parsed))
        {
            settings.Fault("--address", "an IP address of this machine is allowed, as in 127.0.0.1 or ::1");
        }

        settings.ThrowIfFaulty();
        return new IPEndPoint(parsed!, number);
    }

    private static async Task<int> RunAsync(
        IPEndPoint endPoint,
        string? path,
        Terminal terminal,
        CancellationToken stop
    )
    {
        using var store = path is null ? null : LineStore.Create(path);
        await using var receiver = Receiver.Start(endPoint, store);
        terminal.Tell($"listening on {receiver.EndPoint}; Ctrl-C ends it");
        var stopped = new TaskCompletionSource();
        await using (stop.Register(stopped.SetResult))
        {
            await stopped.Task;
        }

        await receiver.StopAsync();
        terminal.Report(receiver.Counts.ToJson());
        return Judge(receiver, terminal);
    }

    private static int Judge(Receiver receiver, Terminal terminal)
    {
        if (receiver.Fault is { } fault)
        {
            terminal.Complain(fault);
        }

        if (receiver.Counts.FirstNotJson is { } line)
        {
            terminal.Complain($"{receiver.Counts.NotJson} lines are not JSON; the first begins '{Printable.Of(line)}'");
        }

        if (receiver.Counts.CutLines > 0)
        {
            terminal.Complain($"{receiver.Counts.CutLines} connections ended within a line");
        }

        return receiver.Fault is null && receiver.Counts.IsClean ? ExitCode.Done : ExitCode.Failed;
    }
}
