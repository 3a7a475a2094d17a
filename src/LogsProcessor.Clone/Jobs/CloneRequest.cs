using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogsProcessor.Clone.Jobs;

/// <summary>What starts a clone: an object <c>….clone-request.json</c> in the job bucket, <c>{ id, source: { name, prefix? }, destination: { name, prefix? } }</c>.</summary>
public sealed partial record CloneRequest
{
    /// <summary>A name for the job, which no other has had: 1 to 100 letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Where from.</summary>
    public required ClonePlace Source { get; init; }

    /// <summary>Where to.</summary>
    public required ClonePlace Destination { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="content">Its JSON.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="jobBucket">The bucket it is in. It must be none of the two: a clone of requests would start clones without end.</param>
    /// <exception cref="JobException">It cannot be read, or must not be carried out.</exception>
    internal static CloneRequest Read(ReadOnlySpan<byte> content, string name, string jobBucket)
    {
        CloneRequest request;
        try
        {
            request =
                JsonSerializer.Deserialize(content, JobJson.Default.CloneRequest) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new JobException(
                $"{name}: it is no clone request: {{\"id\":…,\"source\":{{\"name\":…}},\"destination\":{{\"name\":…}}}} is allowed",
                exception
            );
        }

        var fault =
            !IdPattern().IsMatch(request.Id)
                ? $"id is '{request.Id}': 1 to 100 letters, digits, '.', '_' and '-' are allowed"
            : request.Source.Bucket.Length == 0 || request.Destination.Bucket.Length == 0 ? "a bucket has no name"
            : request.Source.Bucket == jobBucket || request.Destination.Bucket == jobBucket
                ? $"'{jobBucket}' holds the jobs: other buckets are allowed"
            : request.Source.Overlaps(request.Destination)
                ? $"'{request.Destination}' overlaps with '{request.Source}': places that have no key in common are allowed"
            : null;
        return fault is null ? request : throw new JobException($"{name}: {fault}");
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,100}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}

/// <summary>A job that cannot be done as it is asked for. To try again would be for nothing.</summary>
public sealed class JobException : IOException
{
    /// <summary>With a message of one line.</summary>
    public JobException(string message)
        : base(message) { }

    /// <summary>With a message of one line, and what caused it.</summary>
    public JobException(string message, Exception inner)
        : base(message, inner) { }
}
