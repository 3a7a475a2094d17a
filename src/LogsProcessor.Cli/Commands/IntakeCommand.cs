using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using LogsProcessor.Cli.Intake;
using LogsProcessor.Core.Settings;
using LogsProcessor.Intake;
using LogsProcessor.Intake.Callers;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>intake</c>: the endpoint and the page by which files are handed in, on this machine.</summary>
internal static class IntakeCommand
{
    private const string OwnName = "laptop";
    private const int KeyCharacters = 32;

    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "intake",
            "Lets others hand files in to a bucket: an endpoint that signs uploads, and a page to upload on; ends on Ctrl-C.",
            [
                "logsprocessor intake --listen 8080 --bucket my-uploads",
                "logsprocessor intake --listen 8080 --bucket my-uploads --keys callers.txt --address 0.0.0.0",
                "logsprocessor intake redrive --bucket my-uploads",
            ]
        );
        var port = new Option<string>("--listen")
        {
            Description = "The port; 0 takes any free one (default: 8080)",
            HelpName = "PORT",
        };
        var address = new Option<string>("--address")
        {
            Description = "The address to listen on (default: 127.0.0.1)",
            HelpName = "ADDRESS",
        };
        var keys = new Option<string>("--keys")
        {
            Description =
                "The callers, a name and a key of at least 16 characters a line (default: one, with a new key)",
            HelpName = "FILE",
        };
        verb.Add(port);
        verb.Add(address);
        verb.Add(keys);
        var options = new SettingOptions(verb, [.. IntakeSettings.OfEndpoint, .. Setting.OfStorage]);
        verb.Add(IntakeRedriveCommand.Create(terminal));
        verb.SetAction(
            (parsed, stop) =>
            {
                var endPoint = ReadEndPoint(parsed.GetValue(port), parsed.GetValue(address));
                var settings = options.Reader(parsed, terminal);
                var intake = IntakeOptions.Read(settings);
                settings.ThrowIfFaulty();
                return RunAsync(endPoint, intake, parsed.GetValue(keys), terminal, stop);
            }
        );
        return verb;
    }

    private static IPEndPoint ReadEndPoint(string? port, string? address)
    {
        var settings = new SettingsReader(name => name == "--listen" ? port : address);
        var number = settings.Number("--listen", 8080, IPEndPoint.MinPort, IPEndPoint.MaxPort);
        if (!IPAddress.TryParse(settings.Text("--address", "127.0.0.1"), out var parsed))
        {
            settings.Fault("--address", "an IP address of this machine is allowed, as in 127.0.0.1 or ::1");
        }

        settings.ThrowIfFaulty();
        return new IPEndPoint(parsed!, number);
    }

    private static async Task<int> RunAsync(
        IPEndPoint endPoint,
        IntakeOptions options,
        string? keyFile,
        Terminal terminal,
        CancellationToken stop
    )
    {
        var newKey = keyFile is null ? RandomNumberGenerator.GetHexString(KeyCharacters, lowercase: true) : null;
        var ring = newKey is not null ? KeyRing.Of(OwnName, newKey) : ReadKeys(keyFile!);
        using var service = new IntakeService(options, terminal.Clock);
        await using var host = await IntakeHost.StartAsync(endPoint, service, ring, terminal);

        // Behind the '#' a key stays in the browser: it is in no request's address, and in no log.
        var page = newKey is null ? host.Address.AbsoluteUri : $"{host.Address}#key={newKey}";
        terminal.Tell($"uploads go to s3://{options.Bucket}/{options.Prefix}; open {page} (Ctrl-C ends it)");
        var stopped = new TaskCompletionSource();
        await using (stop.Register(stopped.SetResult))
        {
            await stopped.Task;
        }

        return ExitCode.Done;
    }

    private static KeyRing ReadKeys(string file)
    {
        if (!File.Exists(file))
        {
            throw new UsageException($"--keys is '{file}': that is not a file");
        }

        try
        {
            return KeyRing.Parse(File.ReadAllText(file));
        }
        catch (FormatException exception)
        {
            throw new UsageException($"--keys is '{file}': {exception.Message}");
        }
    }
}
