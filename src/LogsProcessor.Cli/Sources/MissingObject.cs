using LogsProcessor.Core;

namespace LogsProcessor.Cli.Sources;

/// <summary>A source that is not there, beside others that are: it fails as an object that cannot be opened, and they are shipped.</summary>
internal sealed class MissingObject(string name, string reason) : ILogObject
{
    public string Name => name;

    public string Key => name;

    /// <inheritdoc/>
    public ValueTask<OpenedObject> OpenAsync(CancellationToken cancel) =>
        ValueTask.FromException<OpenedObject>(new IOException(reason));
}
