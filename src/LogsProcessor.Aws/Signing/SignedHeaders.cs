namespace LogsProcessor.Aws.Signing;

/// <summary>The headers of a request that its signature covers, in their canonical form.</summary>
internal sealed class SignedHeaders
{
    /// <param name="headers">Names in any case, values as they are sent.</param>
    internal SignedHeaders(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var sorted = headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: Squeeze(header.Value)))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .ToList();
        Names = string.Join(';', sorted.Select(header => header.Name));
        Lines = string.Concat(sorted.Select(header => $"{header.Name}:{header.Value}\n"));
    }

    /// <summary>The canonical form knows one blank where there are several.</summary>
    private static string Squeeze(string value) =>
        string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The names, in the order of the alphabet, between semicolons.</summary>
    internal string Names { get; }

    /// <summary>A line for each: name, colon, value.</summary>
    internal string Lines { get; }
}
