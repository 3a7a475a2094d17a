using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core;

/// <summary>An object of log lines that can be opened: in S3, or a file.</summary>
public interface ILogObject
{
    /// <summary>Its name, for people.</summary>
    string Name { get; }

    /// <summary>Its key, which may say what format it is and where it comes from.</summary>
    string Key { get; }

    /// <summary>Opens it: from its beginning, or where an earlier run left off.</summary>
    /// <exception cref="IOException">It is not there, or may not be read; the message says which, and why.</exception>
    ValueTask<OpenedObject> OpenAsync(CancellationToken cancel);
}

/// <summary>An object opened for reading.</summary>
/// <param name="Identity">Which object and which version of its content it is.</param>
/// <param name="Body">Its bytes; whoever opened the object disposes of it.</param>
/// <param name="Length">How many bytes the body has, or null if that is not known.</param>
public sealed record OpenedObject(ObjectIdentity Identity, Stream Body, long? Length)
{
    /// <summary>The place from which lines are due. Those before it were shipped by an earlier run.</summary>
    public ReadPlace Start { get; init; }

    /// <summary>
    /// Whether the body begins at that place already, which only plain text can. If not, it begins with the object, and what stands
    /// before the place is passed over.
    /// </summary>
    public bool IsBodyAtStart { get; init; }
}
