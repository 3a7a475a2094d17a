using System.Globalization;
using System.Text;
using System.Text.Json;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Tests.Reading;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Check.Tests.Python;

/// <summary>What is read of random files is what Python's <c>csv</c> module reads of them: rows, fields, and lines.</summary>
public sealed class PythonAgreementTests : IDisposable
{
    private const int Files = 400;

    private static readonly string[] Pieces =
    [
        "a",
        "bc",
        "12",
        " ",
        ",",
        ",",
        ",",
        "\"",
        "\"",
        "\"",
        "\"\"",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "ä",
        "😀",
        "\0",
        "\t",
        ";",
        "'",
        "\\",
        "\u2028",
        "\v",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_files_have_the_same_rows(int seed)
    {
        var random = new Random(seed);
        var paths = Enumerable.Range(0, Files).Select(number => Write(random, number)).ToList();

        var command = new ProcessCommand("python3", [Script, .. paths]);
        var result = await RunningProcess.RunAsync(command, TimeSpan.FromMinutes(2));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(Files, result.OutputLines.Count);
        for (var number = 0; number < Files; number++)
        {
            var text = await File.ReadAllBytesAsync(paths[number]);
            var expected = RowsOf(result.OutputLines[number]);
            foreach (var pieceBytes in new[] { 1, int.MaxValue })
            {
                var records = await ReadRecords.OfAsync(text, pieceBytes, new CsvOptions { BufferBytes = 16 });
                AssertSame(expected, records, $"seed {seed}, file {number}");
            }
        }
    }

    private static string Script => Path.Combine(AppContext.BaseDirectory, "Python", "rows.py");

    private string Write(Random random, int number)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "");
        for (var left = random.Next(60); left > 0; left--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        var path = _folder.File(string.Create(CultureInfo.InvariantCulture, $"{number}.csv"));
        File.WriteAllText(path, text.ToString(), new UTF8Encoding(false));
        return path;
    }

    private static List<string> RowsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(row =>
                    new ReadRecord(
                        [.. row[1].EnumerateArray().Select(field => field.GetString()!)],
                        row[0].GetInt64(),
                        CsvFault.None,
                        ""
                    ).ToString()
                ),
        ];
    }

    /// <summary>Where a quote is never closed, Python's last row is all that is left of the text; here reading goes on behind the line.</summary>
    private static void AssertSame(List<string> expected, List<ReadRecord> records, string where)
    {
        var unclosed = records.FindIndex(record => record.Fault == CsvFault.UnclosedQuote);
        var read = records.Take(unclosed < 0 ? records.Count : unclosed).Select(record => record.ToString()).ToList();
        Assert.True(
            expected.Take(unclosed < 0 ? expected.Count : unclosed).SequenceEqual(read),
            $"{where}\nPython: {string.Join(' ', expected)}\nread:   {string.Join(' ', records)}"
        );
        Assert.True(unclosed < 0 || expected.Count == unclosed + 1, $"{where}: Python has {expected.Count} rows");
    }
}
