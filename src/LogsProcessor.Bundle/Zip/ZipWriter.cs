using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace LogsProcessor.Bundle.Zip;

/// <summary>
/// Writes a ZIP archive to a stream from front to back. The same members give the same bytes. One member at a time; the output stays
/// the caller's.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="limits">Where Zip64 begins.</param>
internal sealed class ZipWriter(Stream output, ZipLimits limits) : IDisposable
{
    /// <summary>A compressor's output depends on the pieces it is fed: they are always of this length.</summary>
    private const int PieceBytes = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _record = new();
    private readonly PackedDirectory _directory = new();
    private long _members;

    /// <summary>How many bytes were written.</summary>
    internal long Position { get; private set; }

    /// <summary>Writes a member whose bytes are at hand, as they are kept.</summary>
    internal async ValueTask WriteAsync(ZipMember member, ReadOnlyMemory<byte> kept, CancellationToken cancel)
    {
        member = member with { Offset = Position, CompressedBytes = kept.Length };
        await WriteAsync(records => records.WriteLocal(member), cancel);
        await WriteAsync(kept, cancel);
        Add(member);
    }

    /// <summary>Writes a member that is stored as it is, from a stream; its length and checksum are known.</summary>
    /// <exception cref="InvalidDataException">The content is of another length or checksum.</exception>
    internal async ValueTask StoreAsync(ZipMember member, Stream content, CancellationToken cancel)
    {
        member = member with { Offset = Position, CompressedBytes = member.Bytes };
        await WriteAsync(records => records.WriteLocal(member), cancel);
        var (bytes, crc) = await CopyAsync(content, (piece, stop) => WriteAsync(piece, stop), cancel);
        if ((bytes, crc) != (member.Bytes, member.Crc))
        {
            throw Differs(member, bytes);
        }

        Add(member);
    }

    /// <summary>Compresses a member on the way; its length is known.</summary>
    /// <exception cref="InvalidDataException">The content is of another length.</exception>
    internal async ValueTask DeflateAsync(
        ZipMember member,
        Stream content,
        CompressionLevel level,
        CancellationToken cancel
    )
    {
        member = member with { Offset = Position, IsStreamed = true, Method = ZipMethod.Deflated };
        await WriteAsync(records => records.WriteLocal(member), cancel);
        var start = Position;
        long bytes;
        uint crc;
        await using (var counted = new CountingStream(this))
        {
            await using var deflated = new DeflateStream(counted, level);
            (bytes, crc) = await CopyAsync(content, deflated.WriteAsync, cancel);
        }

        if (bytes != member.Bytes)
        {
            throw Differs(member, bytes);
        }

        member = member with { Crc = crc, CompressedBytes = Position - start };
        await WriteAsync(records => records.WriteDescriptor(member), cancel);
        Add(member);
    }

    /// <summary>Writes the directory, after which the archive is complete.</summary>
    /// <param name="comment">The archive's comment.</param>
    /// <param name="cancel">Stops it.</param>
    internal async ValueTask EndAsync(string comment, CancellationToken cancel)
    {
        var (offset, length) = (Position, _directory.Length);
        await _directory.CopyToAsync(output, cancel);
        Position += length;
        await WriteAsync(
            records => records.WriteEnd(_members, offset, length, Encoding.UTF8.GetBytes(comment)),
            cancel
        );
    }

    public void Dispose() => _directory.Dispose();

    private void Add(ZipMember member)
    {
        _record.ResetWrittenCount();
        new ZipRecords(_record, limits).WriteCentral(member);
        _directory.Write(_record.WrittenSpan);
        _members++;
    }

    private ValueTask WriteAsync(Action<ZipRecords> write, CancellationToken cancel)
    {
        _record.ResetWrittenCount();
        write(new ZipRecords(_record, limits));
        return WriteAsync(_record.WrittenMemory, cancel);
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        Position += bytes.Length;
        return output.WriteAsync(bytes, cancel);
    }

    private static async ValueTask<(long Bytes, uint Crc)> CopyAsync(
        Stream content,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write,
        CancellationToken cancel
    )
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var (bytes, crc) = (0L, 0u);
            while (
                await content.ReadAtLeastAsync(piece.AsMemory(0, PieceBytes), PieceBytes, false, cancel)
                    is > 0
                        and var read
            )
            {
                crc = Crc32.Append(crc, piece.AsSpan(0, read));
                bytes += read;
                await write(piece.AsMemory(0, read), cancel);
            }

            return (bytes, crc);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static InvalidDataException Differs(ZipMember member, long bytes) =>
        new(
            FormattableString.Invariant(
                $"{member.Name}: its content has {bytes} bytes instead of {member.Bytes}, or others than when it was first read"
            )
        );

    /// <summary>The archive as a stream, for a compressor to write to.</summary>
    private sealed class CountingStream(ZipWriter archive) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => archive.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() { }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("write it asynchronously");
    }
}
