using System.Runtime.CompilerServices;

namespace LogsProcessor.Cli.Sources;

/// <summary>Finding that does not end with a fault, but with an object that stands for it.</summary>
internal static class UpToFault
{
    /// <summary>
    /// Objects as they are found, up to a fault. What is behind it may be there, and cannot be read: that is told as of every object that
    /// cannot, and the others are shipped.
    /// </summary>
    public static async IAsyncEnumerable<SourceObject> FindAsync(
        string source,
        IAsyncEnumerable<SourceObject> finding,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var isOver = false;
        await using var objects = finding.GetAsyncEnumerator(cancel);
        while (!isOver)
        {
            SourceObject? found;
            try
            {
                found = await objects.MoveNextAsync() ? objects.Current : null;
                isOver = found is null;
            }
            catch (IOException exception)
            {
                found = SourceObject.Missing(source, exception.Message);
                isOver = true;
            }

            if (found is not null)
            {
                yield return found;
            }
        }
    }
}
