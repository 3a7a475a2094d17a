using LogsProcessor.Benchmarks.Running;

namespace LogsProcessor.Benchmarks.Macro;

/// <summary>
/// Debian's syslog-ng (csv-parser, format-json, tcp), run from the folder it was unpacked in: installing it would remove rsyslog. It
/// follows its file for ever, and is ended once the receiver has every line.
/// </summary>
internal sealed class SyslogNg(Workshop workshop) : IContestant
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public string Name => "syslog-ng";

    public async Task<Shipment> ShipAsync(LogFile log)
    {
        var root = workshop.SyslogNg;
        var state = Directory.CreateDirectory(Path.Combine(workshop.Folder, "syslog-ng-state"));
        using var receiver = await Receiver.StartAsync(workshop, log.Lines);
        string[] command =
        [
            Path.Combine(root, "usr/sbin/syslog-ng"),
            "--foreground",
            "--no-caps",
            $"--cfgfile={Path.Combine(root, "classic.conf")}",
            $"--module-path={Path.Combine(root, "usr/lib/syslog-ng/3.38")}",
            $"--persist-file={state.FullName}/persist",
            $"--pidfile={state.FullName}/pid",
            $"--control={state.FullName}/control",
        ];
        var environment = new Dictionary<string, string>
        {
            ["INPUT"] = log.Path,
            ["PORT"] = $"{receiver.Port}",
            ["LD_LIBRARY_PATH"] = LibraryPath,
        };
        using var process = MeasuredProcess.Start(workshop, command, environment);
        await receiver.WaitForLinesAsync(Longest);
        var used = await process.EndAsync(exitCode: 0);
        state.Delete(recursive: true);
        return new Shipment(used, (await receiver.EndAsync()).Bytes);
    }

    private string LibraryPath =>
        string.Join(
            ':',
            new[]
            {
                "usr/lib/syslog-ng",
                "usr/lib/syslog-ng/3.38",
                "usr/lib/x86_64-linux-gnu",
                "lib/x86_64-linux-gnu",
            }.Select(folder => Path.Combine(workshop.SyslogNg, folder))
        );
}
