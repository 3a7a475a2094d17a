using System.Globalization;
using System.Text.Json;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Functions.Bundle;

/// <summary>A request for one archive. Where <c>{yyyy}</c>, <c>{MM}</c> and <c>{dd}</c> stand in it, a day is put.</summary>
/// <param name="Id">What the requester calls it, or null.</param>
/// <param name="Source">The objects.</param>
/// <param name="Destination">The archive.</param>
internal sealed record DayRequest(string? Id, S3Location Source, S3Location Destination)
{
    /// <summary>The request with a day in it.</summary>
    internal DayRequest On(DateTimeOffset day) =>
        this with
        {
            Source = Source with { Key = Fill(Source.Key, day) },
            Destination = Destination with { Key = Fill(Destination.Key, day) },
        };

    /// <summary>Whether JSON is meant as a request.</summary>
    internal static bool IsMeant(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("source", out var source)
        && source.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("destination", out _);

    /// <summary>Reads <c>{ id, source: { name, prefix }, destination: { name, key } }</c>.</summary>
    /// <exception cref="EventException">Something is missing; the message says what.</exception>
    internal static DayRequest Read(JsonElement json) =>
        new(
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var id) ? id.ToString() : null,
            new S3Location(Text(json, "source", "name"), Text(json, "source", "prefix", isNeeded: false)),
            new S3Location(Text(json, "destination", "name"), Text(json, "destination", "key"))
        );

    private static string Text(JsonElement json, string member, string name, bool isNeeded = true)
    {
        var text =
            json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty(member, out var place)
            && place.ValueKind == JsonValueKind.Object
            && place.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : "";
        return text.Length > 0 || !isNeeded
            ? text
            : throw new EventException(
                $"the request has no '{member}.{name}'; write "
                    + """{"id":"…","source":{"name":"bucket","prefix":"…/"},"destination":{"name":"bucket","key":"….zip"}}"""
            );
    }

    private static string Fill(string key, DateTimeOffset day) =>
        key.Replace("{yyyy}", day.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{MM}", day.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{dd}", day.ToString("dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
