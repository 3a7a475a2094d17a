using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>What a document says of its line that the line does not say itself.</summary>
/// <param name="Format">The line's format, or null where nothing says so.</param>
/// <param name="Options">The configured values.</param>
/// <param name="Identity">The object.</param>
/// <param name="Offset">The line's offset in the object's text, in bytes.</param>
/// <param name="Now">The time of processing.</param>
internal sealed partial record ReferenceContext(
    ReferenceFormat? Format,
    DocumentOptions Options,
    ObjectIdentity Identity,
    long Offset,
    DateTimeOffset Now
)
{
    internal string EventId
    {
        get
        {
            var name = Encoding.UTF8.GetBytes(Identity.Bucket + "\0" + Identity.Key + "\0" + Identity.ETag);
            return Convert.ToHexStringLower(SHA256.HashData(name))[..32] + "-" + Offset.ToString("x12", null);
        }
    }

    internal string FilePath => Identity.IsInS3 ? $"s3://{Identity.Bucket}/{Identity.Key}" : Identity.Key;

    internal string? Account => Origin().Match(Identity.Key) is { Success: true } match ? match.Groups[1].Value : null;

    internal string? Region => Origin().Match(Identity.Key) is { Success: true } match ? match.Groups[2].Value : null;

    internal string ProcessedAt =>
        Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("^.*(?:^|/)AWSLogs/(?:o-[^/]*/)?([0-9]+)/elasticloadbalancing/([^/]+)/", RegexOptions.Singleline)]
    private static partial Regex Origin();
}

/// <summary>Turns what a line says into the document that should be shipped.</summary>
internal static class ReferenceDocument
{
    internal static JsonObject Of(ReferenceRecord record, string line, ReferenceContext context) =>
        (record.Outcome, context.Options.Layout) switch
        {
            (ReferenceOutcome.Malformed, _) => MalformedReference.Of(line, context),
            (_, Layout.Aws) => AwsReference.Of(record, line, context),
            (_, Layout.Original) => OriginalReference.Of(record, line, context),
            _ => EcsReference.Of(record, line, context),
        };

    /// <summary>Puts a value at a dotted path, objects in between; null is left out.</summary>
    internal static void Put(this JsonObject root, string path, JsonNode? value)
    {
        if (value is null)
        {
            return;
        }

        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            root = (JsonObject)(root[name] ??= new JsonObject());
        }

        root[names[^1]] = value;
    }

    internal static JsonNode? Text(string? bytes) =>
        bytes is null ? null : JsonValue.Create(ReferenceText.Decode(bytes));

    internal static JsonNode? Number(string? text) =>
        text is null ? null : JsonNode.Parse(ReferenceText.ToJsonNumber(text));

    internal static JsonNode? Time(string? text) =>
        text is null ? null : JsonValue.Create(text.EndsWith('Z') ? text : text + "Z");

    internal static JsonNode List(IEnumerable<string> items) => new JsonArray([.. items.Select(Text)]);

    internal static JsonNode? Setting(string value) => value.Length == 0 ? null : JsonValue.Create(value);

    internal static JsonNode? Tags(IEnumerable<string> tags) =>
        tags.Any() ? new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) : null;
}
