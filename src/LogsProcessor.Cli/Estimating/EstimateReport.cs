using System.Globalization;
using System.Text.Json;
using LogsProcessor.Cli.Selecting;

namespace LogsProcessor.Cli.Estimating;

/// <summary>What a run would ship: a table for people, one line of JSON for machines.</summary>
internal static class EstimateReport
{
    private static readonly string[] Titles =
    [
        "kind",
        ">objects",
        ">bytes",
        ">lines, about",
        ">bytes a line",
        ">sampled",
    ];

    /// <summary>Writes it: the table to standard error, the line to standard output.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<ObjectGroup> groups, SourceSelection selection)
    {
        long? lines = groups.Aggregate((long?)0, (sum, group) => sum + group.Lines);
        var rows = groups.Select(RowOf).ToList();
        rows.Add([
            "all",
            Text(groups.Sum(group => group.Objects)),
            Text(groups.Sum(group => group.Bytes)),
            Text(lines),
            "",
            Text(groups.Sum(group => group.Samples)),
        ]);
        terminal.Tell("dry run: nothing is sent; lines are estimated from the first 256 KiB of the objects sampled");
        Columns.Write(terminal.Error, Titles, rows);
        if (selection.Describe() is { } leftOut)
        {
            terminal.Tell(leftOut);
        }

        terminal.Report(JsonText.Of(json => WriteJson(json, groups, lines, selection)));
    }

    private static string[] RowOf(ObjectGroup group) =>
        [
            group.Name,
            Text(group.Objects),
            Text(group.Bytes),
            Text(group.Lines),
            group.BytesPerLine?.ToString("N1", CultureInfo.InvariantCulture) ?? "?",
            Text(group.Samples),
        ];

    private static void WriteJson(
        Utf8JsonWriter json,
        IReadOnlyList<ObjectGroup> groups,
        long? lines,
        SourceSelection selection
    )
    {
        json.WriteBoolean("dryRun", true);
        json.WriteNumber("objects", groups.Sum(group => group.Objects));
        json.WriteNumber("bytes", groups.Sum(group => group.Bytes));
        WriteNumber(json, "estimatedLines", lines);
        json.WriteNumber("shippedBefore", selection.DoneBefore);
        json.WriteNumber("outOfRange", selection.OutOfRange);
        json.WriteStartArray("kinds");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("kind", group.Name);
            json.WriteNumber("objects", group.Objects);
            json.WriteNumber("bytes", group.Bytes);
            WriteNumber(json, "estimatedLines", group.Lines);
            json.WriteNumber("sampledObjects", group.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Text(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "?";
}
