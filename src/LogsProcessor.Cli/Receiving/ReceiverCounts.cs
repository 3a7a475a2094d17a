using System.Text;
using System.Text.Json;

namespace LogsProcessor.Cli.Receiving;

/// <summary>What a receiver has seen. Thread-safe.</summary>
internal sealed class ReceiverCounts
{
    private const int MostSampleLength = 200;

    private long _connections;
    private long _lines;
    private long _bytes;
    private long _notJson;
    private long _cutLines;
    private long _broken;
    private string? _firstNotJson;

    /// <summary>Connections that were accepted.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Whole lines, JSON or not.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>Bytes that were received.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Lines that are not JSON.</summary>
    public long NotJson => Interlocked.Read(ref _notJson);

    /// <summary>Connections that ended within a line.</summary>
    public long CutLines => Interlocked.Read(ref _cutLines);

    /// <summary>Connections that did not end in order: they were reset, or were open when the receiver was told to stop.</summary>
    public long Broken => Interlocked.Read(ref _broken);

    /// <summary>The head of the first line that is not JSON, or null.</summary>
    public string? FirstNotJson => Volatile.Read(ref _firstNotJson);

    /// <summary>Whether every line was whole, and JSON.</summary>
    public bool IsClean => NotJson == 0 && CutLines == 0;

    public void AddConnection() => Interlocked.Increment(ref _connections);

    public void AddLine() => Interlocked.Increment(ref _lines);

    public void AddBytes(int bytes) => Interlocked.Add(ref _bytes, bytes);

    public void AddNotJson(ReadOnlySpan<byte> line)
    {
        if (Interlocked.Increment(ref _notJson) == 1)
        {
            Volatile.Write(ref _firstNotJson, Encoding.UTF8.GetString(line[..Math.Min(line.Length, MostSampleLength)]));
        }
    }

    public void AddCutLine() => Interlocked.Increment(ref _cutLines);

    public void AddBroken() => Interlocked.Increment(ref _broken);

    /// <summary>The counts as one line of JSON, without a line end.</summary>
    public string ToJson()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteNumber("connections", Connections);
            json.WriteNumber("lines", Lines);
            json.WriteNumber("bytes", Bytes);
            json.WriteNumber("notJson", NotJson);
            json.WriteNumber("cutLines", CutLines);
            json.WriteNumber("broken", Broken);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
