using System.Text;
using System.Text.Unicode;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Schemas;

namespace LogsProcessor.Check.Rows;

/// <summary>A schema's column, and where a file has it.</summary>
/// <param name="Position">Its place among the file's fields.</param>
/// <param name="Column">The column.</param>
internal readonly record struct BoundColumn(int Position, CheckColumn Column);

/// <summary>The header of a file, held against its schema. What does not fit is told once; the columns that are there are checked.</summary>
/// <param name="Count">How many fields the header has, and so each row has to have.</param>
/// <param name="Columns">The columns that are there.</param>
internal sealed record BoundColumns(int Count, IReadOnlyList<BoundColumn> Columns)
{
    private const int MostShown = 100;

    /// <summary>Reads a header.</summary>
    internal static BoundColumns Bind(scoped in CsvRecord header, CheckSchema schema, CheckTally tally)
    {
        var names = NamesOf(in header);
        var bound = new List<BoundColumn>();
        foreach (var column in schema.Columns)
        {
            var position = names.IndexOf(column.Name);
            if (position >= 0)
            {
                bound.Add(new BoundColumn(position, column));
            }
        }

        var place = new ErrorPlace(0, header.Line, header.Offset);
        if (!Utf8.IsValid(header.Raw))
        {
            tally.AddFileError(schema.Book.Encoding, place, header.Raw);
        }

        foreach (var fault in FaultsOf(names, schema, bound))
        {
            tally.AddFileError(schema.Book.Header, place, Encoding.UTF8.GetBytes(fault));
        }

        return new BoundColumns(header.FieldCount, [.. bound.OrderBy(column => column.Position)]);
    }

    private static List<string> NamesOf(scoped in CsvRecord header)
    {
        var scratch = new CellScratch();
        var names = new List<string>();
        for (var index = 0; index < Math.Min(header.FieldCount, CsvReader.MostFields); index++)
        {
            names.Add(Encoding.UTF8.GetString(header.Value(index, scratch)));
        }

        return names;
    }

    private static IEnumerable<string> FaultsOf(List<string> names, CheckSchema schema, List<BoundColumn> bound)
    {
        var expected = schema.Columns.Select(column => column.Name).ToList();
        var match = schema.FieldsMatch;
        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            yield return $"column '{Shown(twice.Key)}' is there {twice.Count()} times";
        }

        var missing = expected.Except(names).ToList();
        if (missing.Count > 0 && match is FieldsMatch.Exact or FieldsMatch.Equal or FieldsMatch.Subset)
        {
            yield return $"missing: {Shown(string.Join(", ", missing))}";
        }

        var others = names.Except(expected).ToList();
        if (others.Count > 0 && match is FieldsMatch.Exact or FieldsMatch.Equal or FieldsMatch.Superset)
        {
            yield return $"not in the schema: {Shown(string.Join(", ", others.Select(Named)))}";
        }

        if (match == FieldsMatch.Partial && bound.Count == 0)
        {
            yield return "no column is one of the schema's";
        }

        if (
            match == FieldsMatch.Exact
            && missing.Count + others.Count == 0
            && !names.Distinct().SequenceEqual(expected)
        )
        {
            yield return $"the columns are in another order than the schema's: {Shown(string.Join(", ", names))}";
        }
    }

    private static string Named(string name) => name.Length > 0 ? name : "(a column without a name)";

    private static string Shown(string text) => text.Length <= MostShown ? text : $"{text.AsSpan(0, MostShown)}…";
}
