using LogsProcessor.Core.Settings;

namespace LogsProcessor.Aws.Checkpoints;

/// <summary>Where checkpoints are kept.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What their keys begin with.</param>
public sealed record CheckpointOptions(string Bucket, string Prefix)
{
    private const string DefaultPrefix = "checkpoints/";

    /// <summary>Reads <c>CHECKPOINT_BUCKET</c> and <c>CHECKPOINT_PREFIX</c>; faults go to <paramref name="settings"/>.</summary>
    /// <returns>Null without a bucket: then a run that ran out of time fails, and the next one starts over.</returns>
    public static CheckpointOptions? Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Optional("CHECKPOINT_BUCKET") is { } bucket)
        {
            return new CheckpointOptions(bucket, settings.Text("CHECKPOINT_PREFIX", DefaultPrefix));
        }

        if (settings.Optional("CHECKPOINT_PREFIX") is not null)
        {
            settings.Fault("CHECKPOINT_BUCKET", "a bucket is needed for CHECKPOINT_PREFIX to mean anything");
        }

        return null;
    }
}
