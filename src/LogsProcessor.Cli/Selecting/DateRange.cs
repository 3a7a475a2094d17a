using System.Globalization;

namespace LogsProcessor.Cli.Selecting;

/// <summary>The dates whose objects are wanted.</summary>
/// <param name="Since">The earliest, or null for all before <paramref name="Until"/>.</param>
/// <param name="Until">The first that is not wanted any more, or null for all after <paramref name="Since"/>.</param>
internal sealed record DateRange(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>All dates.</summary>
    public static DateRange Unbounded { get; } = new(null, null);

    /// <summary>Whether there are dates that are not wanted.</summary>
    public bool IsBounded => Since is not null || Until is not null;

    /// <summary>Whether something of that date is wanted; of a day, any part of it will do.</summary>
    public bool Contains(ObjectDate date) =>
        (Since is null || date.Last >= Since) && (Until is null || date.First < Until);

    /// <summary>As in <c>from 2026-03-04T00:00Z until 2026-03-05T00:00Z</c>.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Describe("from", Since), Describe("until", Until) }.OfType<string>());

    private static string? Describe(string word, DateTimeOffset? time) =>
        time?.UtcDateTime.ToString($"'{word} 'yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
