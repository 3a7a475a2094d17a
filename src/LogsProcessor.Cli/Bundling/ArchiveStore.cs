using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli.Bundling;

/// <summary>Where archives are, and the objects that they are made of: S3, and for archives also files.</summary>
internal sealed class ArchiveStore : IDisposable
{
    private ArchiveStore(S3Objects objects) => Objects = objects;

    /// <summary>S3.</summary>
    public S3Objects Objects { get; }

    /// <summary>How bundles are made.</summary>
    public required BundleOptions Options { get; init; }

    /// <summary>Which run it is.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Reads the settings; nothing is connected yet.</summary>
    /// <exception cref="SettingsException">Some are wrong; the message names all of them.</exception>
    /// <param name="settings">The settings.</param>
    /// <param name="terminal">Gives the time.</param>
    /// <param name="names">The places that the command line names: without one in S3, the settings of S3 are not needed.</param>
    public static ArchiveStore Open(SettingsReader settings, Terminal terminal, params IEnumerable<string> names)
    {
        var storage = names.Any(S3Location.IsMeant) ? S3Options.Read(settings) : new S3Options();
        var options = new BundleOptions();
        options = options with { ObjectsAhead = settings.Number("--parallel", options.ObjectsAhead, 1, 500) };
        var identity = new RunIdentity
        {
            Environment = settings.Text("EVENT_ENVIRONMENT", ""),
            Application = settings.Text("EVENT_APPLICATION", ""),
            Component = settings.Text("EVENT_COMPONENT", ""),
            MetricsNamespace = settings.Text("METRICS_NAMESPACE", new RunIdentity().MetricsNamespace),
        };
        settings.ThrowIfFaulty();
        return new ArchiveStore(new S3Objects(storage, terminal.Clock)) { Options = options, Identity = identity };
    }

    /// <summary>Reads a place in S3.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static S3Location ParseLocation(string text)
    {
        try
        {
            return S3Location.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>The place of an archive to be made.</summary>
    /// <exception cref="UsageException">There can be no archive.</exception>
    public ArchivePlace PlaceOf(string text)
    {
        if (!S3Location.IsMeant(text))
        {
            return new LocalArchivePlace(text);
        }

        var location = ParseLocation(text);
        return location.IsPrefix
            ? throw new UsageException($"'{text}' is no archive; write s3://bucket/key.zip")
            : new S3ArchivePlace(Objects, location);
    }

    /// <summary>Opens an archive that is there.</summary>
    /// <exception cref="IOException">It is not there, or no archive.</exception>
    public async Task<BundleArchive> OpenAsync(string text, CancellationToken cancel)
    {
        var file = await PlaceOf(text).FindAsync(cancel) ?? throw new ArchiveException($"there is no archive '{text}'");
        return await BundleArchive.OpenAsync(file, cancel);
    }

    public void Dispose() => Objects.Dispose();
}
