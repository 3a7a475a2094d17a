using System.Buffers;
using LogsProcessor.Aws.Events;
using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle.Packing;

/// <summary>How an object gets into the archive.</summary>
internal enum PackedAs
{
    /// <summary>It is in memory already, as it will be kept.</summary>
    InMemory,

    /// <summary>It is long, and compressed already: its checksum is known, and it goes through as it is.</summary>
    Stored,

    /// <summary>It is long, and compressed on the way.</summary>
    Deflated,
}

/// <summary>An object that is ready for the archive.</summary>
/// <param name="Reference">The object.</param>
/// <param name="Member">The member that it becomes.</param>
/// <param name="As">How it gets there.</param>
/// <param name="Kept">Its bytes as they are kept, where they are in memory: a rented array.</param>
internal sealed record PackedObject(ObjectReference Reference, ZipMember Member, PackedAs As, byte[]? Kept = null)
    : IDisposable
{
    /// <summary>Its bytes as they are kept, where they are in memory.</summary>
    internal ReadOnlyMemory<byte> Content => Kept.AsMemory(0, Kept is null ? 0 : (int)Member.CompressedBytes);

    /// <summary>Gives the array back.</summary>
    public void Dispose()
    {
        if (Kept is not null)
        {
            ArrayPool<byte>.Shared.Return(Kept);
        }
    }
}
