using System.Globalization;
using System.Text;
using LogsProcessor.Core;

namespace LogsProcessor.Testing;

/// <summary>An object of log lines in memory.</summary>
public sealed class MemoryLogObject(string key, byte[] content) : ILogObject
{
    /// <inheritdoc />
    public string Name => $"s3://example-logs/{key}";

    /// <inheritdoc />
    public string Key => key;

    /// <summary>An object of so many Classic lines, each with a path of its own.</summary>
    public static MemoryLogObject OfClassicLines(int lines, string key = "classic.log")
    {
        var text = new StringBuilder();
        for (var line = 0; line < lines; line++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"2026-03-04T05:06:07.080910Z edge-clb 198.51.100.23:49152 10.20.30.40:80 0.000043 0.000785 0.000023 200 200 0 612 \"GET http://www.example.net:80/{line} HTTP/1.1\" \"curl/7.58.0\" - -\n"
            );
        }

        return new MemoryLogObject(key, Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <inheritdoc />
    public ValueTask<OpenedObject> OpenAsync(CancellationToken cancel) =>
        ValueTask.FromResult(
            new OpenedObject(
                new ObjectIdentity("example-logs", key, "0f1e2d3c"),
                new MemoryStream(content),
                content.Length
            )
        );
}
