using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Cli.Sources;

/// <summary>Where objects are found that are not files.</summary>
internal interface IObjectStore
{
    /// <summary>The object at that place; or the objects below it as they are found, where it names a prefix.</summary>
    /// <exception cref="IOException">The store cannot be asked; the message says why.</exception>
    IAsyncEnumerable<SourceObject> FindAsync(S3Location location, CancellationToken cancel);
}
