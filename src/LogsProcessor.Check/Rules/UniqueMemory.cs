namespace LogsProcessor.Check.Rules;

/// <summary>How many values one check may remember that have to be unique, of all columns together.</summary>
internal sealed class UniqueMemory
{
    /// <summary>A value takes 8 bytes, in pages that are between three eighths and three quarters full.</summary>
    private const int BytesOfValue = 16;

    private long _left;

    /// <param name="bytes">The memory it may take.</param>
    internal UniqueMemory(long bytes) => _left = bytes / BytesOfValue;

    /// <summary>Whether there is room for one more; then it is taken.</summary>
    internal bool TryTake() => _left > 0 && _left-- > 0;
}
