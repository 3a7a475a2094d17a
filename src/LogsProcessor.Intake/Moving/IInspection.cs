using LogsProcessor.Aws.Archive;

namespace LogsProcessor.Intake.Moving;

/// <summary>
/// What is done with a file before it is archived. It may be done more than once with the same file, and must end the same.
/// </summary>
public interface IInspection
{
    /// <summary>Inspects a file.</summary>
    /// <returns>Why it is not accepted, in one line; null if it is.</returns>
    /// <exception cref="IOException">It could not be inspected, and has to be another time.</exception>
    Task<string?> InspectAsync(StoredObject handedIn, CancellationToken cancel);
}

/// <summary>Holds files to the least and the largest size: what a signature does for others, for those who upload with credentials.</summary>
public sealed class SizeInspection(long mostBytes) : IInspection
{
    /// <inheritdoc />
    public Task<string?> InspectAsync(StoredObject handedIn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(handedIn);
        var size = handedIn.Reference.Size;
        return Task.FromResult(
            size == 0 ? "it is empty"
            : size > mostBytes ? FormattableString.Invariant($"it has {size} bytes; at most {mostBytes} are allowed")
            : null
        );
    }
}
