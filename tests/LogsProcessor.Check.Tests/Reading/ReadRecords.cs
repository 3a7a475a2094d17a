using System.Text;
using LogsProcessor.Check.Reading;

namespace LogsProcessor.Check.Tests.Reading;

/// <summary>A record as it was read.</summary>
internal sealed record ReadRecord(string[] Fields, long Line, CsvFault Fault, string Raw)
{
    /// <summary>The fields in brackets, and what else there is to say.</summary>
    public override string ToString()
    {
        var fault = Fault == CsvFault.None ? "" : $" {Fault}: {Raw}";
        return $"{Line}:{string.Concat(Fields.Select(field => $"[{field}]"))}{fault}"
            .Replace("\r", "␍", StringComparison.Ordinal)
            .Replace("\n", "␊", StringComparison.Ordinal);
    }
}

/// <summary>Reads a whole text.</summary>
internal static class ReadRecords
{
    internal static Task<List<ReadRecord>> OfAsync(
        string text,
        int pieceBytes = int.MaxValue,
        CsvOptions? options = null
    ) => OfAsync(Encoding.UTF8.GetBytes(text), pieceBytes, options);

    internal static async Task<List<ReadRecord>> OfAsync(byte[] text, int pieceBytes, CsvOptions? options = null)
    {
        await using var stream = new PiecewiseStream(text, pieceBytes);
        using var reader = new CsvReader(stream, options);
        var records = new List<ReadRecord>();
        while (await reader.FillAsync(default))
        {
            Read(reader, records);
        }

        return records;
    }

    private static void Read(CsvReader reader, List<ReadRecord> records)
    {
        var scratch = new CellScratch();
        while (reader.TryRead(out var record))
        {
            var fields = new string[record.FieldCount];
            for (var index = 0; index < fields.Length; index++)
            {
                fields[index] = Encoding.UTF8.GetString(record.Value(index, scratch));
            }

            records.Add(new ReadRecord(fields, record.Line, record.Fault, Encoding.UTF8.GetString(record.Raw)));
        }
    }
}
