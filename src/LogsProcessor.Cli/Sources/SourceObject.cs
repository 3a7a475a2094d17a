using LogsProcessor.Core;

namespace LogsProcessor.Cli.Sources;

/// <summary>An object to ship, and what is known of it before it is opened.</summary>
/// <param name="Object">The object.</param>
/// <param name="Length">How many bytes it has, or null if that is not known.</param>
internal sealed record SourceObject(ILogObject Object, long? Length)
{
    /// <summary>Which object and which content it is, as far as a list told; null if none did.</summary>
    public ObjectIdentity? Identity { get; init; }

    /// <summary>When its content was written, or null if that is not known.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>Whether it stands for a source that is not there.</summary>
    public bool IsMissing => Object is MissingObject;

    /// <summary>A source that is not there, or cannot be asked: it fails as an object that cannot be opened.</summary>
    public static SourceObject Missing(string name, string reason) => new(new MissingObject(name, reason), Length: 0);
}
