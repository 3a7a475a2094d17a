using LogsProcessor.Aws.Objects;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Functions.Check;

/// <summary>
/// Which schema is whose. <c>SCHEMAS</c> says it by prefix, the longest first; other objects have theirs beside them, as
/// <c>schema.json</c>.
/// </summary>
/// <param name="entries">Prefixes and their schemas.</param>
internal sealed class SchemaMap(IReadOnlyList<(string Prefix, S3Location Schema)> entries)
{
    private const string Setting = "SCHEMAS";
    private const string Beside = "schema.json";
    private const string Sign = "=s3://";

    /// <summary>Reads <c>SCHEMAS</c>; faults go to <paramref name="settings"/>.</summary>
    internal static SchemaMap Read(SettingsReader settings)
    {
        var entries = new List<(string, S3Location)>();
        foreach (var item in settings.List(Setting))
        {
            // A prefix may have a '=' of its own, as in dt=2026-03-04/.
            var sign = item.IndexOf(Sign, StringComparison.Ordinal);
            var location = sign < 0 ? null : TryParse(item[(sign + 1)..]);
            if (location is null or { IsPrefix: true })
            {
                settings.Fault(Setting, "prefix=s3://bucket/key[,prefix=s3://bucket/key] is allowed");
                break;
            }

            entries.Add((item[..sign], location));
        }

        return new SchemaMap([.. entries.OrderByDescending(entry => entry.Item1.Length)]);
    }

    /// <summary>Where an object's schema is.</summary>
    internal S3Location LocationOf(string bucket, string key)
    {
        foreach (var (prefix, schema) in entries)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return schema;
            }
        }

        return new S3Location(bucket, key[..(key.LastIndexOf('/') + 1)] + Beside);
    }

    /// <summary>Whether an object is a schema, rather than a file to check.</summary>
    internal bool IsSchema(string bucket, string key) =>
        key == Beside
        || key.EndsWith("/" + Beside, StringComparison.Ordinal)
        || entries.Any(entry => entry.Schema.Bucket == bucket && entry.Schema.Key == key);

    private static S3Location? TryParse(string text)
    {
        try
        {
            return S3Location.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
