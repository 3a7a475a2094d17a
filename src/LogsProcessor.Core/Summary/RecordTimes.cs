using System.Globalization;
using System.Text;

namespace LogsProcessor.Core.Summary;

/// <summary>The earliest and the latest of many times. They are compared as text, which for one form of ISO 8601 is their order.</summary>
public sealed class RecordTimes
{
    private const int MostBytes = 32;

    private readonly byte[] _first = new byte[MostBytes];
    private readonly byte[] _last = new byte[MostBytes];
    private int _firstLength;
    private int _lastLength;

    /// <summary>The earliest, or null.</summary>
    public DateTimeOffset? First => Parse(_first.AsSpan(0, _firstLength));

    /// <summary>The latest, or null.</summary>
    public DateTimeOffset? Last => Parse(_last.AsSpan(0, _lastLength));

    internal void Add(ReadOnlySpan<byte> time)
    {
        if (_firstLength == 0 || time.SequenceCompareTo(_first.AsSpan(0, _firstLength)) < 0)
        {
            Set(_first, out _firstLength, time);
        }

        if (time.SequenceCompareTo(_last.AsSpan(0, _lastLength)) > 0)
        {
            Set(_last, out _lastLength, time);
        }
    }

    private static void Set(byte[] target, out int length, ReadOnlySpan<byte> time)
    {
        length = Math.Min(time.Length, MostBytes);
        time[..length].CopyTo(target);
    }

    private static DateTimeOffset? Parse(ReadOnlySpan<byte> time) =>
        DateTimeOffset.TryParse(
            Encoding.ASCII.GetString(time),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var value
        )
            ? value
            : null;
}
