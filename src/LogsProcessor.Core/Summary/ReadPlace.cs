namespace LogsProcessor.Core.Summary;

/// <summary>A place between two lines of an object, and what was found up to it since the object's beginning.</summary>
/// <param name="Offset">The byte offset in the (decompressed) text at which the next line begins.</param>
/// <param name="Parsed">Lines before it that are records.</param>
/// <param name="Malformed">Lines before it that are none, and are shipped as they are.</param>
/// <param name="Skipped">Lines before it with nothing to ship.</param>
/// <param name="Filtered">Of the records before it, those that the settings keep out.</param>
public readonly record struct ReadPlace(long Offset, long Parsed, long Malformed, long Skipped, long Filtered)
{
    /// <summary>The number of lines before it.</summary>
    public long Lines => Parsed + Malformed + Skipped;
}
