using System.Text.Json;

namespace LogsProcessor.Testing;

/// <summary>A CloudWatch Logs that lists the pages it was given, or answers with an error; then there are no more events.</summary>
public sealed class FakeLogs : FakeJsonService
{
    private FakeLogs()
        : base("{}") { }

    /// <summary>Starts one.</summary>
    public static async Task<FakeLogs> StartAsync()
    {
        var fake = new FakeLogs();
        await fake.ListenAsync();
        return fake;
    }

    /// <summary>A request to come is answered with these events.</summary>
    /// <param name="nextToken">Leads to the next page; null on the last.</param>
    /// <param name="messages">The events' texts.</param>
    public void AddPage(string? nextToken, params IEnumerable<string> messages) =>
        AnswerNext(JsonSerializer.Serialize(new { events = messages.Select(message => new { message }), nextToken }));
}
