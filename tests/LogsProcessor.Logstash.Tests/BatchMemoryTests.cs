using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LogsProcessor.Core.Json;

namespace LogsProcessor.Logstash.Tests;

public sealed class BatchMemoryTests
{
    private const int InBlock = BatchMemory.BlockBytes / Batch.BufferBytes;

    [Fact]
    public void Buffers_are_apart_and_each_is_as_large_as_a_batch_needs()
    {
        var memory = new BatchMemory();
        var buffers = Enumerable.Range(0, (2 * InBlock) + 1).Select(_ => memory.Take()).ToList();

        for (var index = 0; index < buffers.Count; index++)
        {
            buffers[index].Span.Fill((byte)index);
        }

        for (var index = 0; index < buffers.Count; index++)
        {
            Assert.Equal(Batch.BufferBytes, buffers[index].Length);
            Assert.False(buffers[index].Span.ContainsAnyExcept((byte)index), $"buffer {index} was overwritten");
        }
    }

    [Fact]
    public void Those_of_one_block_are_one_huge_page()
    {
        var memory = new BatchMemory();

        var addresses = Enumerable.Range(0, InBlock).Select(_ => AddressOf(memory.Take())).ToList();

        Assert.Equal(0, addresses[0] % BatchMemory.BlockBytes);
        Assert.Equal(
            Enumerable.Range(0, InBlock).Select(it => addresses[0] + ((long)it * Batch.BufferBytes)),
            addresses
        );
    }

    private static long AddressOf(Memory<byte> memory) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(memory.Span));
}
