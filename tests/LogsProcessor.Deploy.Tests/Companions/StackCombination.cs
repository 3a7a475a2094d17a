namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>Combinations of parts: none, each alone, all.</summary>
internal static class StackCombination
{
    private const string None = "none";
    private const string All = "all";

    /// <summary>Their names.</summary>
    internal static IEnumerable<string> Names => [None, .. CompanionsTemplate.Parts.Keys, All];

    /// <summary>The parts of the one of this name.</summary>
    internal static IReadOnlyList<string> PartsOf(string name) =>
        name switch
        {
            None => [],
            All => [.. CompanionsTemplate.Parts.Keys],
            _ => [name],
        };
}
