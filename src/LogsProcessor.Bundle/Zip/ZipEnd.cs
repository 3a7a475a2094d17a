using System.Buffers.Binary;
using System.Text;
using LogsProcessor.Bundle.Archives;

namespace LogsProcessor.Bundle.Zip;

/// <summary>What the end of an archive says.</summary>
/// <param name="Members">The number of members.</param>
/// <param name="Offset">Where the directory begins.</param>
/// <param name="Length">The length of the directory.</param>
/// <param name="Comment">The archive's comment.</param>
internal sealed record ZipEnd(long Members, long Offset, long Length, string Comment)
{
    /// <summary>Reads the end of an archive.</summary>
    /// <exception cref="ArchiveException">It is no ZIP archive, or not a whole one.</exception>
    internal static async Task<ZipEnd> ReadAsync(IArchiveFile file, CancellationToken cancel)
    {
        const int Tail = ZipFormat.End64Bytes + ZipFormat.Locator64Bytes + ZipFormat.EndBytes;
        var length = (int)Math.Min(file.Length, Tail + ZipFormat.MostCommentBytes);
        var tail = await ReadAsync(file, file.Length - length, length, cancel);
        var at = FindEnd(tail);
        if (at < 0)
        {
            throw new ArchiveException($"{file.Name}: no ZIP archive, or not a whole one: it has no end");
        }

        var end = tail.AsMemory(at);
        var comment = Encoding.UTF8.GetString(end.Span[ZipFormat.EndBytes..]);
        var plain = new ZipEnd(
            BinaryPrimitives.ReadUInt16LittleEndian(end.Span[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end.Span[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end.Span[12..]),
            comment
        );
        var read = plain.IsIn64 ? await Read64Async(file, tail, at, plain, cancel) : plain;
        return read.Offset >= 0 && read.Length >= 0 && read.Offset <= file.Length - read.Length
            ? read
            : throw new ArchiveException($"{file.Name}: its directory is said to lie beyond its {file.Length} bytes");
    }

    private bool IsIn64 => Members == ushort.MaxValue || Offset == ZipFormat.In64 || Length == ZipFormat.In64;

    private static async Task<ZipEnd> Read64Async(
        IArchiveFile file,
        byte[] tail,
        int end,
        ZipEnd plain,
        CancellationToken cancel
    )
    {
        var locator = end - ZipFormat.Locator64Bytes;
        if (
            locator < 0
            || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(locator)) != ZipFormat.Locator64Signature
        )
        {
            // The values are what they look like: markers mean something only with a Zip64 end.
            return plain;
        }

        var offset = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8));
        if (offset < 0 || offset > file.Length - ZipFormat.End64Bytes)
        {
            throw new ArchiveException(
                $"{file.Name}: its Zip64 end is said to lie at byte {offset}, beyond the archive"
            );
        }

        var end64 = await ReadAsync(file, offset, ZipFormat.End64Bytes, cancel);
        return BinaryPrimitives.ReadUInt32LittleEndian(end64) != ZipFormat.End64Signature
            ? throw new ArchiveException($"{file.Name}: there is no Zip64 end at byte {offset}")
            : new ZipEnd(
                BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(32)),
                BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(48)),
                BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(40)),
                plain.Comment
            );
    }

    /// <summary>The last place from which an end reaches exactly to the archive's.</summary>
    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - ZipFormat.EndBytes; at >= 0; at--)
        {
            if (
                BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == ZipFormat.EndSignature
                && at + ZipFormat.EndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length
            )
            {
                return at;
            }
        }

        return -1;
    }

    private static async Task<byte[]> ReadAsync(IArchiveFile file, long from, int length, CancellationToken cancel)
    {
        var bytes = new byte[length];
        if (length > 0)
        {
            await using var stream = await file.OpenAsync(from, length, cancel);
            await stream.ReadExactlyAsync(bytes, cancel);
        }

        return bytes;
    }
}
