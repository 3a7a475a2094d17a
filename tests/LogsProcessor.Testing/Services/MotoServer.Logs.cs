namespace LogsProcessor.Testing.Services;

/// <summary>CloudWatch Logs.</summary>
public sealed partial class MotoServer
{
    private const string LogStream = "stream";

    /// <summary>Makes a log group with one stream.</summary>
    public async Task CreateLogGroupAsync(string group)
    {
        await LogsAsync("CreateLogGroup", new { logGroupName = group });
        await LogsAsync("CreateLogStream", new { logGroupName = group, logStreamName = LogStream });
    }

    /// <summary>Writes events of one time into a group's stream, at most 10,000.</summary>
    public Task PutLogEventsAsync(string group, DateTimeOffset time, IEnumerable<string> messages)
    {
        var timestamp = time.ToUnixTimeMilliseconds();
        var logEvents = messages.Select(message => new { timestamp, message }).ToList();
        return LogsAsync(
            "PutLogEvents",
            new
            {
                logGroupName = group,
                logStreamName = LogStream,
                logEvents,
            }
        );
    }

    private Task<string> LogsAsync(string action, object request) =>
        _client.PostJsonAsync("logs", "application/x-amz-json-1.1", $"Logs_20140328.{action}", request);
}
