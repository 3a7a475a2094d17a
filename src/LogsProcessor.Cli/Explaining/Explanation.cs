using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Cli.Explaining;

/// <summary>One row of an explained line: a field, or one more member that the field above gives.</summary>
/// <param name="Position">The field's place in the line, from 1; empty for one more member.</param>
/// <param name="Name">AWS's name of the field.</param>
/// <param name="Raw">The text in the line, quotes included.</param>
/// <param name="Value">What the document holds, as JSON; empty where it holds nothing of it.</param>
/// <param name="Member">Where in the document that is.</param>
internal sealed record ExplainedField(string Position, string Name, string Raw, string Value, string Member);

/// <summary>A line, explained.</summary>
/// <param name="Outcome">What the line turned out to be.</param>
/// <param name="Heading">That, in words.</param>
/// <param name="Fields">The fields, for a record.</param>
/// <param name="Excerpt">The line around the fault, for a malformed one.</param>
/// <param name="Caret">A mark below the fault.</param>
internal sealed record Explanation(
    ParseOutcome Outcome,
    string Heading,
    IReadOnlyList<ExplainedField> Fields,
    string Excerpt = "",
    string Caret = ""
);
