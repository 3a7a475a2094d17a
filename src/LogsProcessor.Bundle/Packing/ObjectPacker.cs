using System.Buffers;
using System.IO.Compression;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle.Packing;

/// <summary>Fetches objects and makes them ready for the archive. Thread-safe.</summary>
/// <param name="objects">S3.</param>
/// <param name="options">How.</param>
internal sealed class ObjectPacker(S3Objects objects, BundleOptions options)
{
    private const int PieceBytes = 128 * 1024;

    /// <summary>What a request under way takes besides its content, about.</summary>
    private const int RequestBytes = 64 * 1024;

    /// <summary>The memory that packing an object takes: its content, and as much again for what is made of it.</summary>
    internal long MemoryFor(ObjectReference reference) =>
        RequestBytes + (IsLong(reference) ? PieceBytes : 2 * reference.Size!.Value);

    /// <summary>Fetches an object and packs it; of a long one, it fetches what has to be known before.</summary>
    /// <exception cref="IOException">It cannot be read, or is not the one that the reference tells of.</exception>
    internal Task<PackedObject> PackAsync(ObjectReference reference, CancellationToken cancel)
    {
        var member = new ZipMember(MemberName.Of(reference.Key))
        {
            Bytes = reference.Size!.Value,
            Modified = reference.LastModified,
            ETag = reference.ETag ?? "",
        };
        return IsLong(reference) ? ExamineAsync(reference, member, cancel) : PackAsync(reference, member, cancel);
    }

    private bool IsLong(ObjectReference reference) => reference.Size > options.MostPackedBytes;

    private async Task<PackedObject> PackAsync(ObjectReference reference, ZipMember member, CancellationToken cancel)
    {
        var length = (int)member.Bytes;
        var content = ArrayPool<byte>.Shared.Rent(length);
        var isKept = false;
        try
        {
            await using (var body = await objects.OpenRangeAsync(reference, 0, length, cancel))
            {
                await body.ReadExactlyAsync(content, 0, length, cancel);
            }

            member = member with { Crc = Crc32.Append(0, content.AsSpan(0, length)), CompressedBytes = length };
            if (!CompressedContent.Is(content.AsSpan(0, length)) && Deflate(content, length) is var (packed, bytes))
            {
                member = member with { Method = ZipMethod.Deflated, CompressedBytes = bytes };
                return new PackedObject(reference, member, PackedAs.InMemory, packed);
            }

            isKept = true;
            return new PackedObject(reference, member, PackedAs.InMemory, content);
        }
        catch (EndOfStreamException exception)
        {
            throw new ArchiveException($"{reference}: it ended before its {length} bytes were read", exception);
        }
        finally
        {
            if (!isKept)
            {
                ArrayPool<byte>.Shared.Return(content);
            }
        }
    }

    /// <summary>Compresses content.</summary>
    /// <returns>The compressed bytes, in a rented array; null if they are no fewer.</returns>
    private (byte[] Packed, int Bytes)? Deflate(byte[] content, int length)
    {
        // Content that does not compress becomes a little longer.
        var packed = ArrayPool<byte>.Shared.Rent(length + (length >> 8) + 1024);
        using var output = new MemoryStream(packed);
        using (var deflated = new DeflateStream(output, options.Level, leaveOpen: true))
        {
            deflated.Write(content, 0, length);
        }

        if (output.Position < length)
        {
            return (packed, (int)output.Position);
        }

        ArrayPool<byte>.Shared.Return(packed);
        return null;
    }

    /// <summary>
    /// Finds out how a long object is kept. One that is compressed already is read twice, first for its checksum: only if that stands in
    /// front of the content can readers that take the archive as a stream read a stored member.
    /// </summary>
    private async Task<PackedObject> ExamineAsync(ObjectReference reference, ZipMember member, CancellationToken cancel)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            await using var body = await objects.OpenRangeAsync(reference, 0, member.Bytes, cancel);
            var read = await body.ReadAtLeastAsync(piece, CompressedContent.SampleBytes, false, cancel);
            if (!CompressedContent.Is(piece.AsSpan(0, read)))
            {
                return new PackedObject(reference, member with { Method = ZipMethod.Deflated }, PackedAs.Deflated);
            }

            var crc = 0u;
            for (; read > 0; read = await body.ReadAsync(piece, cancel))
            {
                crc = Crc32.Append(crc, piece.AsSpan(0, read));
            }

            return new PackedObject(reference, member with { Crc = crc }, PackedAs.Stored);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
