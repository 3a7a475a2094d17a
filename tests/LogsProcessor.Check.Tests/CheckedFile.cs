using System.Text;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Schemas;

namespace LogsProcessor.Check.Tests;

/// <summary>A file that was checked, and what came of it.</summary>
internal sealed record CheckedFile(CheckTally Tally, string Annotated)
{
    /// <summary>Each broken rule: column, name, how often, and the place and value of its first error.</summary>
    public IReadOnlyList<string> Broken =>
        [
            .. Tally.Broken.Select(broken =>
                $"{broken.Rule.Column} {broken.Rule.Name} x{broken.Count} row {broken.Samples[0].Place.Row} line {broken.Samples[0].Place.Line}: {broken.Samples[0].Value}".TrimStart()
            ),
        ];

    internal static Task<CheckedFile> OfAsync(string schema, string text, CheckOptions? options = null) =>
        OfAsync(schema, Encoding.UTF8.GetBytes(text), options, int.MaxValue);

    internal static async Task<CheckedFile> OfAsync(
        string schema,
        byte[] text,
        CheckOptions? options,
        int pieceBytes = int.MaxValue
    )
    {
        var tally = new CheckTally("file.csv", CheckSchema.Read(Encoding.UTF8.GetBytes(schema)));
        using var output = new MemoryStream();
        await new CsvCheck(tally, options ?? new CheckOptions()).RunAsync(
            new PiecewiseStream(text, pieceBytes),
            output,
            default
        );
        return new CheckedFile(tally, Encoding.UTF8.GetString(output.ToArray()));
    }
}
