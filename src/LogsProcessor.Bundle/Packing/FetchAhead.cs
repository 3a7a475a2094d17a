using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Bundle.Packing;

/// <summary>
/// Packs objects while those before them are written: several at once, within the memory that there is, and hands them out in the order
/// in which they were listed.
/// </summary>
/// <param name="packer">Packs one.</param>
/// <param name="options">How many at once, and how much memory.</param>
internal sealed class FetchAhead(ObjectPacker packer, BundleOptions options)
{
    private readonly ByteBudget _budget = new(options.BytesAhead);
    private readonly Channel<(Task<PackedObject> Packing, long Memory)> _ahead = Channel.CreateBounded<(
        Task<PackedObject>,
        long
    )>(options.ObjectsAhead);

    /// <summary>The objects, packed. Each is disposed of when the next is asked for. It can be run once.</summary>
    /// <exception cref="IOException">The list, or an object, cannot be read.</exception>
    internal async IAsyncEnumerable<PackedObject> RunAsync(
        IAsyncEnumerable<ObjectReference> listed,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var fetching = FetchAsync(listed, over.Token);
        try
        {
            await foreach (var (packing, memory) in _ahead.Reader.ReadAllAsync(cancel))
            {
                using (var packed = await packing)
                {
                    yield return packed;
                }

                _budget.Give(memory);
            }

            await fetching;
        }
        finally
        {
            await over.CancelAsync();
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await DropRestAsync();
        }
    }

    private async Task FetchAsync(IAsyncEnumerable<ObjectReference> listed, CancellationToken cancel)
    {
        try
        {
            await foreach (var reference in listed.WithCancellation(cancel))
            {
                var memory = packer.MemoryFor(reference);
                await _budget.TakeAsync(memory, cancel);
                await _ahead.Writer.WaitToWriteAsync(cancel);
                _ahead.Writer.TryWrite((Task.Run(() => packer.PackAsync(reference, cancel), cancel), memory));
            }
        }
        finally
        {
            _ahead.Writer.Complete();
        }
    }

    /// <summary>Of what was packed and is not wanted any more, nothing is left running.</summary>
    private async Task DropRestAsync()
    {
        while (_ahead.Reader.TryRead(out var rest))
        {
            await ((Task)rest.Packing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (rest.Packing.IsCompletedSuccessfully)
            {
                (await rest.Packing).Dispose();
            }
        }
    }
}
