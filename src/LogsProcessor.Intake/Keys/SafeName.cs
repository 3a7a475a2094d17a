using System.Buffers;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Intake.Keys;

/// <summary>What is safe of a file's name: its last part, in characters that mean nothing to anybody, and not too long.</summary>
internal static class SafeName
{
    private const int MostCharacters = 100;
    private const string WithoutName = "file";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    /// <summary>Makes a name safe.</summary>
    internal static string Of(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Create(
                last.Length,
                last,
                static (span, source) =>
                {
                    for (var index = 0; index < span.Length; index++)
                    {
                        span[index] = Allowed.Contains(source[index]) ? source[index] : '_';
                    }
                }
            )
            .Replace("..", "_", StringComparison.Ordinal)
            .TrimStart('.');

        // The end is what tells the kind.
        safe = safe.Length <= MostCharacters ? safe : safe[^MostCharacters..].TrimStart('.');
        return safe.Length == 0 ? WithoutName
            : IsPassedOver(safe) ? safe + "." + WithoutName
            : safe;
    }

    /// <summary>Whether events of such objects are passed over: notes, checkpoints, and the test objects of AWS.</summary>
    private static bool IsPassedOver(string name) =>
        name.EndsWith(".error.json", StringComparison.Ordinal)
        || name.EndsWith(".checkpoint.json", StringComparison.Ordinal)
        || ObjectName.Parse(name).IsTestObject;
}
