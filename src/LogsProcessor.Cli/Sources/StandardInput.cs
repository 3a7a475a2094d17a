using LogsProcessor.Core;

namespace LogsProcessor.Cli.Sources;

/// <summary>Standard input. Each run reads another content, so its lines never share a document id with those of another run.</summary>
/// <param name="input">The stream.</param>
/// <param name="key">The S3 key it is treated as having, or null.</param>
internal sealed class StandardInput(Stream input, string? key = null) : ILogObject
{
    private const string Label = "stdin";

    public string Name => Label;

    public string Key => key ?? Label;

    /// <inheritdoc/>
    public ValueTask<OpenedObject> OpenAsync(CancellationToken cancel)
    {
        var identity = new ObjectIdentity("", Label, ContentVersion.Once());
        return new ValueTask<OpenedObject>(new OpenedObject(identity, new InterruptibleStream(input), Length: null));
    }
}
