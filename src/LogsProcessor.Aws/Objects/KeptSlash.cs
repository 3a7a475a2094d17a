namespace LogsProcessor.Aws.Objects;

/// <summary>
/// The client takes a slash away from the beginning of every key, and would so read or write another object than it was told. (Not from a copy's source:
/// that one is given in a header.)
/// </summary>
internal static class KeptSlash
{
    /// <summary>The key, with a slash more to be taken away.</summary>
    internal static string Of(string key) => key.StartsWith('/') ? $"/{key}" : key;
}
