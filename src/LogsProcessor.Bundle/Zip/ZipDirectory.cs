using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using LogsProcessor.Bundle.Archives;

namespace LogsProcessor.Bundle.Zip;

/// <summary>Reads the directory of an archive, as a stream: of the members only one is in memory.</summary>
internal static class ZipDirectory
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>The members, in the order of the directory.</summary>
    /// <exception cref="ArchiveException">The directory is damaged.</exception>
    internal static async IAsyncEnumerable<ZipMember> ReadAsync(
        IArchiveFile file,
        ZipEnd end,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var stream = end.Length > 0 ? await file.OpenAsync(end.Offset, end.Length, cancel) : Stream.Null;
        await using var buffered = new BufferedStream(stream, BufferBytes);
        for (var index = 0L; index < end.Members; index++)
        {
            yield return await ReadNextAsync(buffered, cancel)
                ?? throw new ArchiveException(
                    FormattableString.Invariant(
                        $"{file.Name}: its directory is damaged at member {index + 1} of {end.Members}"
                    )
                );
        }

        // Programs without Zip64 count only to 65,535, and begin again with 0: to believe them would be to lose the rest in silence.
        if (await ReadNextAsync(buffered, cancel) is not null)
        {
            throw new ArchiveException(
                FormattableString.Invariant(
                    $"{file.Name}: its directory goes on behind the {end.Members} members that its end tells of"
                )
            );
        }
    }

    private static async ValueTask<ZipMember?> ReadNextAsync(Stream stream, CancellationToken cancel)
    {
        var entry = new byte[ZipFormat.CentralBytes];
        try
        {
            await stream.ReadExactlyAsync(entry, cancel);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != ZipFormat.CentralSignature)
            {
                return null;
            }

            var (name, extra) = (UInt16(entry, 28), UInt16(entry, 30));
            var rest = new byte[name + extra + UInt16(entry, 32)];
            await stream.ReadExactlyAsync(rest, cancel);
            return Parse(entry, rest.AsSpan(0, name), rest.AsSpan(name, extra));
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static ZipMember? Parse(byte[] entry, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra)
    {
        var member = new ZipMember(Encoding.UTF8.GetString(name))
        {
            Method = (ZipMethod)UInt16(entry, 10),
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(entry.AsSpan(16)),
            CompressedBytes = BinaryPrimitives.ReadUInt32LittleEndian(entry.AsSpan(20)),
            Bytes = BinaryPrimitives.ReadUInt32LittleEndian(entry.AsSpan(24)),
            Offset = BinaryPrimitives.ReadUInt32LittleEndian(entry.AsSpan(42)),
            IsStreamed = (UInt16(entry, 8) & ZipFormat.IsStreamed) != 0,
            IsEncrypted = (UInt16(entry, 8) & ZipFormat.IsEncrypted) != 0,
        };
        while (extra.Length >= 4)
        {
            var (id, length) = (
                BinaryPrimitives.ReadUInt16LittleEndian(extra),
                BinaryPrimitives.ReadUInt16LittleEndian(extra[2..])
            );
            if (length > extra.Length - 4)
            {
                return null;
            }

            member = WithField(member, id, extra.Slice(4, length));
            extra = extra[(4 + length)..];
        }

        return member.Bytes >= 0 && member.CompressedBytes >= 0 && member.Offset >= 0 ? member : null;
    }

    private static ZipMember WithField(ZipMember member, int id, ReadOnlySpan<byte> field) =>
        id switch
        {
            ZipFormat.Zip64Field => With64(member, field),
            ZipFormat.TimeField when field.Length >= 5 && (field[0] & 1) != 0 => member with
            {
                Modified = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt32LittleEndian(field[1..])),
            },
            ZipFormat.ETagField => member with { ETag = Encoding.UTF8.GetString(field) },
            _ => member,
        };

    /// <summary>The field has the values that the entry has no room for, in this order.</summary>
    private static ZipMember With64(ZipMember member, ReadOnlySpan<byte> field)
    {
        var bytes = Take(member.Bytes, ref field);
        var compressed = Take(member.CompressedBytes, ref field);
        var offset = Take(member.Offset, ref field);
        return member with { Bytes = bytes, CompressedBytes = compressed, Offset = offset };

        static long Take(long value, ref ReadOnlySpan<byte> field)
        {
            if (value != ZipFormat.In64 || field.Length < 8)
            {
                return value;
            }

            value = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
            return value;
        }
    }

    private static int UInt16(byte[] entry, int at) => BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(at));
}
