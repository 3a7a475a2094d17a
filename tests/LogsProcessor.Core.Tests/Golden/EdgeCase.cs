using System.Text;
using System.Text.Json;

namespace LogsProcessor.Core.Tests.Golden;

/// <summary>One case of <c>edge-cases.jsonl</c>: a line, what it says, and what a shipper does with it.</summary>
internal sealed record EdgeCase(string Name, string Format, byte[] Line, string Action, JsonElement Content)
{
    internal static IReadOnlyList<EdgeCase> All { get; } = [.. Read()];

    internal static EdgeCase Of(string name) => All.Single(one => one.Name == name);

    internal JsonElement? Member(string name) => Content.TryGetProperty(name, out var value) ? value : null;

    private static IEnumerable<EdgeCase> Read()
    {
        using var stream = typeof(EdgeCase).Assembly.GetManifestResourceStream("edge-cases.jsonl")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var json = JsonSerializer.Deserialize<JsonElement>(line);
            yield return new EdgeCase(
                json.GetProperty("name").GetString()!,
                json.GetProperty("format").GetString()!,
                json.TryGetProperty("line_b64", out var bytes)
                    ? bytes.GetBytesFromBase64()
                    : Encoding.UTF8.GetBytes(json.GetProperty("line").GetString()!),
                json.TryGetProperty("action", out var action) ? action.GetString()! : "parse",
                json
            );
        }
    }
}
