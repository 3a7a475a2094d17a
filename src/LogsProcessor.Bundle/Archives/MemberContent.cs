using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle.Archives;

/// <summary>Opens members of an archive.</summary>
internal static class MemberContent
{
    /// <summary>Room for the header's fields, of which the directory does not tell the length; those of this program take 29 at most.</summary>
    private const int OwnFieldsBytes = 64;

    /// <summary>Opens a member by one request for its range.</summary>
    /// <exception cref="ArchiveException">The archive is damaged, or holds the member in a way that is not supported.</exception>
    internal static async ValueTask<Stream> OpenAsync(IArchiveFile file, ZipMember member, CancellationToken cancel)
    {
        var fieldsBytes = member.ETag.Length > 0 ? OwnFieldsBytes : ushort.MaxValue;
        var headerBytes = ZipFormat.LocalBytes + Encoding.UTF8.GetByteCount(member.Name) + fieldsBytes;
        var length = Math.Min(headerBytes + member.CompressedBytes, file.Length - member.Offset);
        if (length <= 0)
        {
            throw NoHeader(file.Name, member, null);
        }

        var stream = await file.OpenAsync(member.Offset, length, cancel);
        try
        {
            await PassHeaderAsync(stream, file.Name, member, cancel);
            return Unpack(new BoundedStream(stream, member.CompressedBytes), file.Name, member);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the member that a stream is at. What is left of it afterwards is the caller's to pass over.</summary>
    internal static async ValueTask<(Stream Content, BoundedStream Kept)> OpenNextAsync(
        Stream archive,
        string name,
        ZipMember member,
        CancellationToken cancel
    )
    {
        await PassHeaderAsync(archive, name, member, cancel);
        var kept = new BoundedStream(archive, member.CompressedBytes, leavesOpen: true);
        return (Unpack(kept, name, member), kept);
    }

    private static CheckedContent Unpack(BoundedStream kept, string archive, ZipMember member) =>
        new(
            member.Method switch
            {
                _ when member.IsEncrypted => throw new ArchiveException(
                    $"{archive}: member '{member.Name}' is encrypted; only members without a password are read"
                ),
                ZipMethod.Stored => kept,
                ZipMethod.Deflated => new DeflateStream(kept, CompressionMode.Decompress),
                var other => throw new ArchiveException(
                    $"{archive}: member '{member.Name}' is compressed by method {(int)other}; only 0 and 8 are known"
                ),
            },
            member,
            archive
        );

    /// <summary>Reads the header in front of a member, which has to be the one that the directory tells of.</summary>
    private static async ValueTask PassHeaderAsync(
        Stream stream,
        string archive,
        ZipMember member,
        CancellationToken cancel
    )
    {
        var header = new byte[ZipFormat.LocalBytes];
        try
        {
            await stream.ReadExactlyAsync(header, cancel);
            var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
            var fieldsBytes = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
            var rest = new byte[nameBytes + fieldsBytes];
            await stream.ReadExactlyAsync(rest, cancel);
            if (
                BinaryPrimitives.ReadUInt32LittleEndian(header) == ZipFormat.LocalSignature
                && BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)) == (int)member.Method
                && Encoding.UTF8.GetString(rest, 0, nameBytes) == member.Name
            )
            {
                return;
            }
        }
        catch (EndOfStreamException exception)
        {
            throw NoHeader(archive, member, exception);
        }

        throw NoHeader(archive, member, null);
    }

    private static ArchiveException NoHeader(string archive, ZipMember member, Exception? inner)
    {
        var message = FormattableString.Invariant(
            $"{archive}: there is no header of member '{member.Name}' at byte {member.Offset}"
        );
        return inner is null ? new ArchiveException(message) : new ArchiveException(message, inner);
    }
}
