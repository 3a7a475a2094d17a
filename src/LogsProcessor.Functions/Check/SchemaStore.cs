using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Check.Schemas;

namespace LogsProcessor.Functions.Check;

/// <summary>Reads schemas, and keeps the one that was read last of each place for as long as it does not change. One reader at a time.</summary>
/// <param name="objects">Where they are.</param>
internal sealed class SchemaStore(S3Objects objects)
{
    /// <summary>More is no schema that a person wrote.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private const int MostKept = 100;

    private readonly Dictionary<S3Location, (string ETag, CheckSchema Schema)> _kept = [];

    /// <summary>Reads a schema.</summary>
    /// <exception cref="ObjectException">It is not there, or cannot be read, or cannot be used. Once that is put right, another attempt helps.</exception>
    internal async Task<CheckSchema> ReadAsync(S3Location location, CancellationToken cancel)
    {
        var opened = await objects.Get(new ObjectReference(location.Bucket, location.Key)).OpenAsync(cancel);
        await using var body = opened.Body;
        if (_kept.TryGetValue(location, out var kept) && kept.ETag == opened.Identity.ETag)
        {
            return kept.Schema;
        }

        var schema = await ReadAsync(location, body, cancel);
        if (_kept.Count == MostKept)
        {
            _kept.Clear();
        }

        _kept[location] = (opened.Identity.ETag, schema);
        return schema;
    }

    private static async Task<CheckSchema> ReadAsync(S3Location location, Stream body, CancellationToken cancel)
    {
        var bytes = new byte[64 * 1024];
        var length = 0;
        while (await body.ReadAsync(bytes.AsMemory(length), cancel) is var read and > 0)
        {
            length += read;
            if (length > MostBytes)
            {
                throw new ObjectException($"{location}: a schema of more than {MostBytes} bytes cannot be used");
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, length * 2);
            }
        }

        try
        {
            return CheckSchema.Read(bytes.AsMemory(0, length));
        }
        catch (SchemaException exception)
        {
            throw new ObjectException($"{location}: {exception.Message}", exception);
        }
    }
}
