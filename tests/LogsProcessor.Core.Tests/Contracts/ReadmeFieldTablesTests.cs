using System.Text;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Tests.Contracts;

/// <summary>
/// The README's field tables are made from the format tables. With <c>LOGSPROCESSOR_WRITE_README=1</c> the test writes them anew.
/// </summary>
public sealed class ReadmeFieldTablesTests
{
    private const string Begin = "<!-- field tables: begin -->\n";
    private const string End = "<!-- field tables: end -->\n";

    [Fact]
    public void The_README_shows_the_tables_that_parser_and_writers_run_on()
    {
        var path = Path.Combine(ContractFiles.Root, "README.md");
        var readme = File.ReadAllText(path);
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        var expected = string.Join('\n', FormatTables.All.Select(Markdown)) + "\n";
        if (Environment.GetEnvironmentVariable("LOGSPROCESSOR_WRITE_README") == "1")
        {
            File.WriteAllText(path, string.Concat(readme.AsSpan(0, start), expected, readme.AsSpan(end)));
            return;
        }

        Assert.Equal(expected, readme[start..end]);
    }

    private static string Markdown(FormatTable table)
    {
        var text = new StringBuilder();
        text.Append(
            $"<details><summary><code>{table.Name}</code>: {table.Fields.Length} fields, at least {table.MinimumFields}</summary>\n\n"
        );
        text.Append("| # | AWS field | layout `aws` | layout `ecs` |\n|--|--|--|--|\n");
        for (var index = 0; index < table.Fields.Length; index++)
        {
            var field = table.Fields[index];
            text.Append(
                $"| {index + 1} | `{field.Name}` | {Members(field, Layout.Aws)} | {Members(field, Layout.Ecs)} |\n"
            );
        }

        return text.Append("\n</details>\n").ToString();
    }

    private static string Members(FieldDefinition field, Layout layout) =>
        string.Join(", ", field.Outputs.Where(output => output.Layout == layout).Select(Describe));

    private static string Describe(FieldOutput output) =>
        output.Applies switch
        {
            Applies.HttpOnly => $"`{output.Path}` (HTTP)",
            Applies.TcpOnly => $"`{output.Path}` (TCP)",
            _ => $"`{output.Path}`",
        };
}
