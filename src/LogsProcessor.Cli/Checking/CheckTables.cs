using System.Globalization;
using LogsProcessor.Check.Reporting;

namespace LogsProcessor.Cli.Checking;

/// <summary>What a check found, for a person: the rules that were broken, and the first errors of each.</summary>
internal static class CheckTables
{
    private const double BytesInMegabyte = 1_000_000;

    /// <summary>Writes the tables to standard output, and the outcome at one glance to standard error.</summary>
    public static void Write(Terminal terminal, CheckTally tally, TimeSpan elapsed)
    {
        if (tally.Errors > 0)
        {
            using var text = new StringWriter { NewLine = "\n" };
            WriteErrors(text, tally.Broken);
            terminal.Report(text.ToString());
        }

        foreach (var (rule, values) in tally.UncheckedKeys)
        {
            Tell(
                terminal,
                $"{rule.Column} {rule.Name}: {values:N0} values were not compared with all others: too many"
            );
        }

        var outcome =
            tally.IsValid ? "valid"
            : tally.IsWhole ? "not valid"
            : "not read to the end";
        Tell(
            terminal,
            $"{outcome}: {tally.Rows:N0} rows, {tally.Valid:N0} valid, {tally.Invalid:N0} invalid, {tally.Errors:N0} errors"
        );
        terminal.Tell(Pace(tally, elapsed));
    }

    /// <summary>As in <c>12,345 rows/s, 6.7 MB/s</c>.</summary>
    public static string Pace(CheckTally tally, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.Rows / seconds:N0} rows/s, {tally.BytesRead / seconds / BytesInMegabyte:N1} MB/s"
        );
    }

    private static void WriteErrors(StringWriter text, IReadOnlyList<BrokenRule> rules)
    {
        Columns.Write(
            text,
            ["COLUMN", "RULE", "EXPECTED", ">ERRORS"],
            [
                .. rules.Select(broken =>
                    new[]
                    {
                        Printable.Of(broken.Rule.Column),
                        broken.Rule.Name,
                        Printable.Of(broken.Rule.Expected),
                        broken.Count.ToString("N0", CultureInfo.InvariantCulture),
                    }
                ),
            ]
        );
        text.WriteLine();
        var first = rules.SelectMany(broken => broken.Samples.Select(sample => (sample, broken.Rule)));
        Columns.Write(
            text,
            [">ROW", ">LINE", "COLUMN", "RULE", "VALUE"],
            [
                .. first
                    .OrderBy(error => error.sample.Place.Row)
                    .Select(error =>
                        new[]
                        {
                            error.sample.Place.Row.ToString(CultureInfo.InvariantCulture),
                            error.sample.Place.Line.ToString(CultureInfo.InvariantCulture),
                            Printable.Of(error.Rule.Column),
                            error.Rule.Name,
                            Printable.Of(error.sample.Value),
                        }
                    ),
            ]
        );
        text.WriteLine();
    }

    private static void Tell(Terminal terminal, FormattableString message) =>
        terminal.Tell(message.ToString(CultureInfo.InvariantCulture));
}
