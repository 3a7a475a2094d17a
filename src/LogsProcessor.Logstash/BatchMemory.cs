using System.Buffers;
using System.Runtime.InteropServices;
using LogsProcessor.Core.Json;

namespace LogsProcessor.Logstash;

/// <summary>
/// The memory of batches, in blocks for many of them, each of which may be one huge page. The kernel gives memory by the page, when it
/// is used for the first time; on a virtual machine, 500 small pages cost more than filling them with documents does. Thread-safe.
/// </summary>
/// <remarks>
/// It is not the garbage collector's, which would collect for the sake of blocks so large; and as nothing tells when the last span of it
/// is gone, it is never given back. Whoever takes batches from a <see cref="BatchStore"/> brings all of them back.
/// </remarks>
internal sealed partial class BatchMemory
{
    /// <summary>A huge page of x86-64, and of arm64 with pages of 4 KiB: the buffers of 16 batches.</summary>
    internal const int BlockBytes = 2 * 1024 * 1024;

    private readonly Lock _lock = new();
    private Memory<byte> _rest = Memory<byte>.Empty;

    /// <summary>A buffer for one batch.</summary>
    internal Memory<byte> Take()
    {
        lock (_lock)
        {
            if (_rest.IsEmpty)
            {
                _rest = new Block().Memory;
            }

            var taken = _rest[..Batch.BufferBytes];
            _rest = _rest[Batch.BufferBytes..];
            return taken;
        }
    }

    private sealed unsafe partial class Block : MemoryManager<byte>
    {
        /// <summary>From Linux's <c>mman-common.h</c>.</summary>
        private const int UseHugePages = 14;

        private readonly void* _start = NativeMemory.AlignedAlloc(BlockBytes, BlockBytes);

        internal Block()
        {
            if (OperatingSystem.IsLinux())
            {
                // It is advice: a kernel that has no huge pages refuses, and gives small ones.
                _ = madvise(_start, BlockBytes, UseHugePages);
            }
        }

        public override Span<byte> GetSpan() => new(_start, BlockBytes);

        public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_start + elementIndex);

        public override void Unpin() { }

        protected override void Dispose(bool disposing) { }

        [LibraryImport("libc")]
        private static partial int madvise(void* address, nuint length, int advice);
    }
}
