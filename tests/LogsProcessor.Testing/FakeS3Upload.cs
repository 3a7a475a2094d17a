using System.Globalization;

namespace LogsProcessor.Testing;

/// <summary>An upload in parts that is neither completed nor aborted. The fake's lock guards it.</summary>
/// <param name="Headers">The headers that it was begun with; the object gets them.</param>
internal sealed record FakeS3Upload(IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The parts so far, by their numbers.</summary>
    internal Dictionary<int, byte[]> Parts { get; } = [];

    /// <summary>The part that whoever completes the upload names; null if there is none like it.</summary>
    internal byte[]? Find(string number, string etag) =>
        Parts.TryGetValue(int.Parse(number, CultureInfo.InvariantCulture), out var part)
        && FakeS3Object.ETagOf(part) == etag
            ? part
            : null;
}
