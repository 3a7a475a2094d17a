using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Events;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>The events that are made for a replay are ones that the function reads.</summary>
public sealed class ReplayedEventTests
{
    private static readonly string Program = Repository.PathOf("deploy", "lib", "replay.py");

    [Fact]
    public async Task An_event_names_its_object_whatever_is_in_the_key()
    {
        const string Key = "AWSLogs/1/ü a+b%2Bc&d.log";
        var listing = Listing((Key, 7, "2026-03-04T05:10:00+00:00"));

        var line = Assert.Single(await RunAsync(listing, "objects", "orders-logs", "eu-west-1"));

        var message = Assert.Single(EventReader.Read(Encoding.UTF8.GetBytes(line)).Messages);
        var reference = Assert.Single(message.Objects);
        Assert.Equal(
            ("orders-logs", Key, "etag", 7L),
            (reference.Bucket, reference.Key, reference.ETag, reference.Size)
        );
    }

    [Fact]
    public async Task Objects_are_chosen_by_the_time_in_their_keys_else_by_their_day_else_by_when_they_were_written()
    {
        var listing = Listing(
            ("AWSLogs/1/2026/03/04/x_20260304T0505Z_1.log", 1, "2026-09-09T00:00:00+00:00"),
            ("AWSLogs/1/2026/03/04/x_20260304T0510Z_1.log.gz", 1, "2026-09-09T00:00:00+00:00"),
            ("AWSLogs/1/2026/03/04/x_20260304T0515Z_1.log", 1, "2026-09-09T00:00:00+00:00"),
            ("AWSLogs/1/2026/03/04/of-the-day.log", 1, "2026-09-09T00:00:00+00:00"),
            ("AWSLogs/1/written.log", 1, "2026-03-04T05:12:00Z"),
            ("AWSLogs/1/written-later.log", 1, "2026-03-04T05:20:00Z"),
            ("AWSLogs/1/2026/13/45/no-day_20269999T9999Z_1.log", 1, "2026-03-04T05:12:00Z"),
            ("AWSLogs/1/2026/03/04/empty_20260304T0510Z_1.log", 0, "2026-03-04T05:10:00Z"),
            ("AWSLogs/1/2026/03/04/note_20260304T0510Z_1.error.json", 1, "2026-03-04T05:10:00Z")
        );

        var lines = await RunAsync(
            listing,
            "objects",
            "b",
            "eu-west-1",
            "--since",
            "2026-03-04T05:10",
            "--until",
            "2026-03-04T05:15"
        );

        var keys = lines.Select(it =>
            EventReader.Read(Encoding.UTF8.GetBytes(it)).Messages.Single().Objects.Single().Key
        );
        Assert.Equal(
            [
                "AWSLogs/1/2026/03/04/x_20260304T0510Z_1.log.gz",
                "AWSLogs/1/2026/03/04/of-the-day.log",
                "AWSLogs/1/written.log",
                "AWSLogs/1/2026/13/45/no-day_20269999T9999Z_1.log",
            ],
            keys
        );
    }

    [Fact]
    public async Task What_Lambda_gave_up_is_taken_out_of_its_wrapping_and_a_dead_letter_is_left_as_it_is()
    {
        const string Event = """{"Records":[{"s3":{"object":{"key":"a"}}}]}""";
        var wrapped =
            $$$"""{"version":"1.0","requestContext":{"condition":"RetriesExhausted"},"requestPayload":{{{Event}}},"responsePayload":{}}""";
        var messages = JsonSerializer.Serialize(
            new
            {
                Messages = new[]
                {
                    new { ReceiptHandle = "1", Body = Event },
                    new { ReceiptHandle = "2", Body = wrapped },
                    new { ReceiptHandle = "3", Body = "no JSON" },
                },
            }
        );

        var lines = await RunAsync(messages, "failed");

        Assert.Equal([$"1\t{Event}", $"2\t{Event}", "3\tno JSON"], lines);
    }

    [Theory]
    [InlineData("objects", "b", "eu-west-1")]
    [InlineData("failed")]
    public async Task Nothing_comes_of_nothing(params string[] arguments) =>
        Assert.Empty(await RunAsync("", arguments));

    private static string Listing(params (string Key, int Size, string Written)[] items) =>
        JsonSerializer.Serialize(
            new
            {
                Contents = items.Select(it => new
                {
                    it.Key,
                    it.Size,
                    LastModified = it.Written,
                    ETag = "\"etag\"",
                }),
            }
        );

    private static async Task<IReadOnlyList<string>> RunAsync(string input, params IReadOnlyList<string> arguments)
    {
        var command = new ProcessCommand("python3", [Program, .. arguments]) { Input = Encoding.UTF8.GetBytes(input) };
        var result = await RunningProcess.RunAsync(command, TimeSpan.FromMinutes(5));
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.OutputLines;
    }
}
