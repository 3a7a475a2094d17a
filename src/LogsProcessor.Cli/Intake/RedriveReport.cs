using System.Buffers;
using System.Text;
using System.Text.Json;
using LogsProcessor.Intake.Moving;

namespace LogsProcessor.Cli.Intake;

/// <summary>Tells what became of files in quarantine: a line of JSON for each, as it is done, and a count for people.</summary>
internal static class RedriveReport
{
    /// <summary>Writes it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> WriteAsync(IAsyncEnumerable<RedrivenFile> files, Terminal terminal)
    {
        var moved = 0;
        var left = 0;
        await foreach (var file in files)
        {
            terminal.Report(Line(file));
            moved += file.Fault is null ? 1 : 0;
            left += file.Fault is null ? 0 : 1;
        }

        terminal.Tell($"handed in anew: {moved}; still in quarantine: {left}");
        return left == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Line(RedrivenFile file)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("quarantined", file.Quarantined.ToString());
            json.WriteString("handedIn", file.HandedIn?.ToString());
            json.WriteString("outcome", file.Fault is null ? "completed" : "failed");
            json.WriteString("fault", file.Fault);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
