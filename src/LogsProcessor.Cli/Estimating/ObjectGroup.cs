using LogsProcessor.Core.Formats;

namespace LogsProcessor.Cli.Estimating;

/// <summary>Objects whose lines are alike: of one format, compressed or not. What a line takes of them is measured together.</summary>
/// <param name="name">The group's name, for people.</param>
internal sealed class ObjectGroup(string name)
{
    /// <summary>More samples make the estimate little better.</summary>
    private const int MostSamples = 3;

    private long _sampledBytes;
    private long _sampledLines;
    private int _failedSamples;

    /// <summary>The group's name, for people.</summary>
    public string Name { get; } = name;

    /// <summary>Number of objects.</summary>
    public long Objects { get; private set; }

    /// <summary>Bytes of the objects, compressed as they are.</summary>
    public long Bytes { get; private set; }

    /// <summary>Number of objects that were sampled.</summary>
    public int Samples { get; private set; }

    /// <summary>Whether another sample is of use. One that failed counts: where S3 cannot be read, it is not asked for each object.</summary>
    public bool IsSampleWanted => Samples + _failedSamples < MostSamples;

    /// <summary>Bytes of an object, as it is, for each of its lines; null if no line was seen.</summary>
    public double? BytesPerLine => _sampledLines > 0 ? (double)_sampledBytes / _sampledLines : null;

    /// <summary>About how many lines the objects have; null if there is nothing to judge by.</summary>
    public long? Lines =>
        Bytes == 0 ? 0
        : BytesPerLine is { } bytes ? (long)Math.Round(Bytes / bytes)
        : null;

    /// <summary>The name of the group that an object belongs to.</summary>
    public static string NameOf(LogFormat format, string key)
    {
        var text = format == LogFormat.Unknown ? "unknown" : FormatTables.Of(format).Name;
        return key.EndsWith(".gz", StringComparison.Ordinal) ? text + ".gz" : text;
    }

    /// <summary>Adds an object.</summary>
    public void Add(long bytes)
    {
        Objects++;
        Bytes += bytes;
    }

    /// <summary>Notes that an object could not be sampled.</summary>
    public void AddFailedSample() => _failedSamples++;

    /// <summary>Adds what was seen of an object.</summary>
    public void Add(LineSample sample)
    {
        Samples++;
        _sampledBytes += sample.Bytes;
        _sampledLines += sample.Lines;
    }
}
