using System.Globalization;

namespace LogsProcessor.Clone.Jobs;

/// <summary>The keys of job files. What starts a function is told by its suffix, which notifications filter by.</summary>
public static class JobKeys
{
    /// <summary>What the keys of requests end with; they start the planning function.</summary>
    public const string RequestSuffix = ".clone-request.json";

    /// <summary>What the keys of segment requests end with; they start the copy function.</summary>
    public const string SegmentRequestSuffix = ".segment-request.json";

    internal const string SegmentResponseSuffix = ".segment-response.json";

    internal static string SealOf(string id) => $"{FolderOf(id)}plan/seal.json";

    internal static string ShardOf(string id, string plan, int number) =>
        Numbered($"{FolderOf(id)}plan/{plan}-", number, ".jsonl");

    internal static string SegmentsOf(string id) => $"{FolderOf(id)}segments/";

    internal static string SegmentRequestOf(string id, int number) =>
        Numbered(SegmentsOf(id), number, SegmentRequestSuffix);

    internal static string SegmentResponseOf(string id, int number) =>
        Numbered(SegmentsOf(id), number, SegmentResponseSuffix);

    internal static string ClaimOf(string id, int number) => Numbered($"{FolderOf(id)}claims/", number, ".json");

    internal static string ResponseOf(string id) => $"{FolderOf(id)}clone-response.json";

    private static string FolderOf(string id) => $"clones/{id}/";

    private static string Numbered(string prefix, int number, string suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D6}{suffix}");
}
