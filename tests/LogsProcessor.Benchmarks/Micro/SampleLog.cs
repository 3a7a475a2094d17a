using System.IO.Compression;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Benchmarks.Micro;

/// <summary>Some lines of one format that all are records, in the forms that the stages take them in.</summary>
internal sealed class SampleLog
{
    /// <summary>So many lines.</summary>
    public const int LineCount = 2000;

    /// <summary>Names the environment variable with the folder that holds <c>FORMAT.log</c> for each format.</summary>
    public const string FolderVariable = "LOGSPROCESSOR_BENCHMARK_SAMPLES";

    private SampleLog(LogFormat format, byte[][] lines, LogRecord[] records)
    {
        Format = format;
        Lines = lines;
        Records = records;
        Text = [.. lines.SelectMany(line => line.Append((byte)'\n'))];
        Gzip = Compress(Text);
    }

    public LogFormat Format { get; }

    public byte[][] Lines { get; }

    /// <summary>The lines, parsed.</summary>
    public LogRecord[] Records { get; }

    /// <summary>The lines as one text.</summary>
    public byte[] Text { get; }

    /// <summary>The text in gzip.</summary>
    public byte[] Gzip { get; }

    /// <summary>Reads the sample of a format, as <c>alb</c>; lines that are no records are left out.</summary>
    public static SampleLog Read(string format)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        var text = File.ReadAllBytes(Path.Combine(folder ?? "", $"{format}.log"));
        var table = FormatTables.All.Single(candidate => candidate.Name == format);
        var parser = new LineParser(table.Format);
        var lines = new List<byte[]>();
        var records = new List<LogRecord>();
        foreach (var range in text.AsSpan().Split((byte)'\n'))
        {
            var line = text[range];
            var record = new LogRecord();
            if (parser.Parse(line, record) == ParseOutcome.Parsed && lines.Count < LineCount)
            {
                lines.Add(line);
                records.Add(record);
            }
        }

        return lines.Count == LineCount
            ? new SampleLog(table.Format, [.. lines], [.. records])
            : throw new InvalidDataException($"{format}.log has {lines.Count} records, {LineCount} are needed");
    }

    private static byte[] Compress(byte[] text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return compressed.ToArray();
    }
}
