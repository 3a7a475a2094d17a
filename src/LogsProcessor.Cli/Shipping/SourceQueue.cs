using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;

namespace LogsProcessor.Cli.Shipping;

/// <summary>
/// Finds objects while others are shipped: the first can go before the last is listed, the progress knows what is to come, and however
/// many there are, few wait in memory. One reader.
/// </summary>
internal sealed class SourceQueue : IAsyncDisposable
{
    /// <summary>So many objects are found ahead of those shipped, at most; about 1 KB each.</summary>
    private const int MostAhead = 5_000;

    private readonly Channel<SourceObject> _channel = Channel.CreateBounded<SourceObject>(
        new BoundedChannelOptions(MostAhead) { SingleReader = true, SingleWriter = true }
    );
    private readonly CancellationTokenSource _over;
    private readonly Task _finding;
    private long _count;
    private long _bytes;
    private volatile bool _isBytesKnown = true;
    private volatile bool _wasStopped;

    private SourceQueue(IAsyncEnumerable<SourceObject> sources, SourceSelection selection, CancellationToken stop)
    {
        Selection = selection;
        _over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _finding = Task.Run(() => FindAsync(sources), CancellationToken.None);
    }

    /// <summary>Which objects are taken.</summary>
    public SourceSelection Selection { get; }

    /// <summary>Number of objects found to ship, so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Bytes of the objects found, so far; null if that of one is not known.</summary>
    public long? Bytes => _isBytesKnown ? Interlocked.Read(ref _bytes) : null;

    /// <summary>Whether all objects are found.</summary>
    public bool IsComplete => _finding.IsCompleted;

    /// <summary>Whether shipping ended before all objects were begun.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Whether every object that was to be shipped was begun.</summary>
    public bool IsWhole => !IsCutShort && !_wasStopped;

    /// <summary>Begins to find.</summary>
    /// <param name="source">Finds the objects.</param>
    /// <param name="selection">Says which of them are taken.</param>
    /// <param name="stop">Stops the finding; what was found is still handed out.</param>
    public static SourceQueue Start(IShipSource source, SourceSelection selection, CancellationToken stop) =>
        new(source.FindAsync(stop), selection, stop);

    /// <summary>Waits until there is an object, or it is known that there is none.</summary>
    /// <exception cref="UsageException">There is nothing to ship at all.</exception>
    public async Task<bool> AnyAsync()
    {
        if (await _channel.Reader.WaitToReadAsync())
        {
            return true;
        }

        await _finding;
        return false;
    }

    /// <summary>The objects found, in their order.</summary>
    public async IAsyncEnumerable<SourceObject> TakeAllAsync(
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await foreach (var source in _channel.Reader.ReadAllAsync(cancel))
        {
            yield return source;
        }

        await _finding;
        if (_wasStopped)
        {
            // As a source that fails, so that the run cannot pass for complete.
            yield return SourceObject.Missing("what was not listed yet", "the run was stopped");
        }
    }

    /// <summary>The objects found, as long as shipping them is of use.</summary>
    /// <param name="hasGivenUp">Whether nothing can be delivered any more.</param>
    public async IAsyncEnumerable<ILogObject> ShipAllAsync(Func<bool> hasGivenUp)
    {
        await foreach (var source in TakeAllAsync())
        {
            if (hasGivenUp())
            {
                IsCutShort = true;
                yield break;
            }

            yield return source.Object;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _finding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task FindAsync(IAsyncEnumerable<SourceObject> sources)
    {
        try
        {
            await foreach (var source in sources.WithCancellation(_over.Token))
            {
                if (Selection.Takes(source))
                {
                    Interlocked.Increment(ref _count);
                    Interlocked.Add(ref _bytes, source.Length ?? 0);
                    _isBytesKnown &= source.Length is not null;
                    await _channel.Writer.WriteAsync(source, _over.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            _wasStopped = true;
        }
        finally
        {
            _channel.Writer.Complete();
        }
    }
}
