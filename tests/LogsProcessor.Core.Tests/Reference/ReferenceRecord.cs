namespace LogsProcessor.Core.Tests.Reference;

internal enum ReferenceOutcome
{
    Parsed,
    Malformed,
    Skipped,
}

/// <summary>What a line says, as byte strings.</summary>
/// <param name="Outcome">What the line is.</param>
/// <param name="Reason">Why it is malformed, for people.</param>
/// <param name="Fields">The fields that have a value, by AWS's names, unescaped. Empty unless parsed.</param>
/// <param name="Extra">What follows the last documented field.</param>
internal sealed record ReferenceRecord(
    ReferenceOutcome Outcome,
    string Reason,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<string> Extra
)
{
    internal static ReferenceRecord Skipped { get; } =
        new(ReferenceOutcome.Skipped, "", new Dictionary<string, string>(), []);

    internal static ReferenceRecord Malformed(string reason) =>
        new(ReferenceOutcome.Malformed, reason, new Dictionary<string, string>(), []);

    internal string? this[string field] => Fields.GetValueOrDefault(field);
}
