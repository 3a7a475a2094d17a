using System.Net.Sockets;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Testing.Services;

/// <summary>
/// rsyslog as a receiver that nobody of the project wrote: it takes lines over TCP and parses each as JSON. Lines that are JSON and lines
/// that are not end in a file each.
/// </summary>
public sealed class Rsyslog : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly RunningProcess _process;

    private Rsyslog(int port)
    {
        Port = port;
        var configuration = _folder.File("rsyslog.conf");
        File.WriteAllText(configuration, Configuration(port));
        // A copy of the program: AppArmor on Ubuntu ties rsyslogd, by its path, to the files of the system's own log.
        var program = _folder.File("rsyslogd");
        File.Copy("/usr/sbin/rsyslogd", program);
        _process = RunningProcess.Start(
            new ProcessCommand(program, "-n", "-i", _folder.File("pid"), "-f", configuration)
        );
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary><c>host:port</c>, as the settings want it.</summary>
    public string Endpoint => $"127.0.0.1:{Port}";

    private string ParsedFile => _folder.File("parsed");

    private string UnparsedFile => _folder.File("unparsed");

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Rsyslog> StartAsync()
    {
        var rsyslog = new Rsyslog(Loopback.FreePort());
        try
        {
            await rsyslog.WaitUntilItListensAsync();
            return rsyslog;
        }
        catch
        {
            await rsyslog.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it in order, so that it writes all that it has received.</summary>
    /// <returns>The lines it parsed as JSON, read when enumerated, and those it could not.</returns>
    public async Task<(IEnumerable<string> Parsed, IReadOnlyList<string> Unparsed)> StopAsync()
    {
        await RunningProcess.RunAsync(new ProcessCommand("kill", "-TERM", $"{_process.Id}"), StartTimeout);
        await _process.WaitAsync(TimeSpan.FromMinutes(3));
        return (Lines(ParsedFile), [.. Lines(UnparsedFile)]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static IEnumerable<string> Lines(string path) => File.Exists(path) ? File.ReadLines(path) : [];

    // Octet counting is off: it would take a line's leading digits for a length. The queue is bounded by the disk, not by rsyslog's
    // patience: it drops nothing.
    private string Configuration(int port) =>
        $$"""
            global(workDirectory="{{_folder.Path}}" maxMessageSize="1m" parser.escapeControlCharactersOnReceive="off")
            module(load="imtcp")
            module(load="mmjsonparse")
            main_queue(queue.size="200000" queue.dequeueBatchSize="2000" queue.timeoutEnqueue="60000" queue.timeoutShutdown="60000")
            template(name="raw" type="string" string="%rawmsg%\n")
            ruleset(name="json") {
              action(type="mmjsonparse" cookie="" useRawMsg="on")
              if $parsesuccess == "OK" then {
                action(type="omfile" file="{{ParsedFile}}" template="raw" asyncWriting="off" ioBufferSize="64k" flushOnTXEnd="off")
              } else {
                action(type="omfile" file="{{UnparsedFile}}" template="raw")
              }
            }
            input(type="imtcp" address="127.0.0.1" port="{{port}}" supportOctetCountedFraming="off" ruleset="json")

            """;

    private async Task WaitUntilItListensAsync()
    {
        using var late = new CancellationTokenSource(StartTimeout);
        while (!await IsListeningAsync(late.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"rsyslogd ended: {await _process.WaitAsync(StartTimeout)}");
            }

            await Task.Delay(20, late.Token);
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancel)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
