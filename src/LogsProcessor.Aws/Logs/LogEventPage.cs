using System.Text.Json.Serialization;

namespace LogsProcessor.Aws.Logs;

/// <summary>The request of CloudWatch Logs' FilterLogEvents.</summary>
internal sealed record LogEventQuery
{
    public required string LogGroupName { get; init; }

    public required string FilterPattern { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long StartTime { get; init; }

    public required int Limit { get; init; }

    /// <summary>The page wanted; null for the first.</summary>
    public string? NextToken { get; init; }
}

/// <summary>Its answer. A page may be empty and yet not be the last.</summary>
internal sealed record LogEventPage
{
    public IReadOnlyList<LogEvent>? Events { get; init; }

    /// <summary>Leads to the next page; null on the last.</summary>
    public string? NextToken { get; init; }
}

/// <summary>An event of a log, as far as it is of use here.</summary>
internal sealed record LogEvent(string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LogEventQuery))]
[JsonSerializable(typeof(LogEventPage))]
internal sealed partial class LogEventJson : JsonSerializerContext;
