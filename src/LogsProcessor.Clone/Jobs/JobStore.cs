using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LogsProcessor.Aws.Documents;

namespace LogsProcessor.Clone.Jobs;

/// <summary>Job files as what they say.</summary>
/// <param name="documents">The job bucket.</param>
internal sealed class JobStore(DocumentStore documents)
{
    /// <summary>The job bucket.</summary>
    internal string Bucket => documents.Bucket;

    /// <summary>Reads a file, with its tag; null if there is none.</summary>
    /// <exception cref="JobException">It says something else.</exception>
    internal async Task<(T Value, string Tag)?> FindAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        if (await documents.FindAsync(key, cancel) is not { } found)
        {
            return null;
        }

        try
        {
            var value = JsonSerializer.Deserialize(found.Content.Span, type);
            return (value ?? throw new JsonException("null"), found.Tag);
        }
        catch (JsonException exception)
        {
            throw new JobException(
                $"s3://{Bucket}/{key}: it is not what belongs there: {exception.Message}",
                exception
            );
        }
    }

    /// <summary>The bytes of a file that must be there.</summary>
    /// <exception cref="JobException">There is none.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(string key, CancellationToken cancel) =>
        await documents.FindAsync(key, cancel) is { } found
            ? found.Content
            : throw new JobException($"s3://{Bucket}/{key}: there is no such key");

    /// <inheritdoc cref="DocumentStore.TryPutAsync"/>
    internal Task<string?> TryPutAsync<T>(
        string key,
        T value,
        JsonTypeInfo<T> type,
        string? known,
        CancellationToken cancel
    ) => documents.TryPutAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, type), known, cancel);

    /// <inheritdoc cref="DocumentStore.TryPutAsync"/>
    internal Task<string?> TryPutAsync(string key, byte[] content, CancellationToken cancel) =>
        documents.TryPutAsync(key, content, null, cancel);
}
