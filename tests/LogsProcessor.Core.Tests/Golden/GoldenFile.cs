using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Golden;

/// <summary>A log under <c>testdata</c> and the documents that it must give in each layout.</summary>
/// <param name="Name">Its path there, without <c>.log</c>.</param>
/// <param name="Format">Its format.</param>
internal sealed record GoldenFile(string Name, string Format)
{
    internal static IReadOnlyList<GoldenFile> All { get; } =
    [
        new("clb", "clb"),
        new("alb", "alb"),
        new("alb_conn", "alb_conn"),
        new("alb_hc", "alb_hc"),
        new("nlb", "nlb"),
        new("odd/binary", "alb"),
        new("odd/byte-order-mark", "alb"),
        new("odd/no-final-newline-crlf", "clb"),
        new("odd/user-agent-line-feed", "clb"),
    ];

    internal byte[] Content => File.ReadAllBytes(Path.Combine(Repository.TestData, Name + ".log"));

    internal static GoldenFile Of(string name) => All.Single(file => file.Name == name);

    /// <summary>The object as it would lie in S3.</summary>
    internal MemoryObject Object(int readSize = int.MaxValue, int cutAt = -1) =>
        new(Keys.Of(Format), Content) { ReadSize = readSize, CutAt = cutAt };

    internal string ExpectedPath(Layout layout) =>
        Path.Combine(Repository.TestData, $"{Name}.{layout.ToString().ToLowerInvariant()}.expected.ndjson");

    internal static DocumentOptions Options(Layout layout) => new() { Layout = layout };
}
