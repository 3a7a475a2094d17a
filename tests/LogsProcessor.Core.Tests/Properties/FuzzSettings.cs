using System.Globalization;

namespace LogsProcessor.Core.Tests.Properties;

/// <summary>How long the random tests run. A seed that failed is given back with <c>LOGSPROCESSOR_FUZZ_SEED</c>.</summary>
internal static class FuzzSettings
{
    /// <summary>Lines of each format; <c>LOGSPROCESSOR_FUZZ_LINES</c>.</summary>
    internal static int Lines { get; } = Number("LOGSPROCESSOR_FUZZ_LINES", 5_000);

    /// <summary>Seconds of mutation, all formats together; <c>LOGSPROCESSOR_FUZZ_SECONDS</c>.</summary>
    internal static int Seconds { get; } = Number("LOGSPROCESSOR_FUZZ_SECONDS", 4);

    /// <summary>The seed: a new one each run, unless it is given.</summary>
    internal static int Seed { get; } = Number("LOGSPROCESSOR_FUZZ_SEED", Random.Shared.Next());

    private static int Number(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : fallback;
}
