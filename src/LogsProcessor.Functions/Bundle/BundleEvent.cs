using System.Globalization;
using System.Text.Json;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Functions.Bundle;

/// <summary>
/// What the function is called with: a request itself, a schedule's event, or notifications of request objects in a command bucket.
/// Exactly one of the three is there.
/// </summary>
/// <param name="Request">The request.</param>
/// <param name="ScheduledAt">The schedule's time.</param>
/// <param name="Notified">The notifications.</param>
internal sealed record BundleEvent(DayRequest? Request, DateTimeOffset? ScheduledAt, LambdaEvent? Notified)
{
    /// <summary>Reads a payload.</summary>
    /// <exception cref="EventException">It is none of the three.</exception>
    internal static BundleEvent Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return DayRequest.IsMeant(json.RootElement) ? new BundleEvent(DayRequest.Read(json.RootElement), null, null)
                : ScheduledTime(json.RootElement) is { } time ? new BundleEvent(null, time, null)
                : new BundleEvent(null, null, EventReader.Read(payload));
        }
        catch (JsonException exception)
        {
            throw new EventException("the event is not JSON", exception);
        }
    }

    /// <summary>The time of an event of EventBridge's rules or of its scheduler.</summary>
    private static DateTimeOffset? ScheduledTime(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("detail-type", out var type)
        && type.ValueEquals("Scheduled Event")
        && json.TryGetProperty("time", out var time)
        && DateTimeOffset.TryParse(
            time.GetString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at.ToUniversalTime()
            : null;
}
