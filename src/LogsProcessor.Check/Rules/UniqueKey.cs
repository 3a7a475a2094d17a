namespace LogsProcessor.Check.Rules;

/// <summary>Columns whose values together may occur only once.</summary>
/// <param name="Columns">The columns' places in the schema.</param>
/// <param name="Rule">What is told where they occur twice.</param>
internal sealed record UniqueKey(int[] Columns, Rule Rule);
