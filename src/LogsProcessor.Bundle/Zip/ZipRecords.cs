using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LogsProcessor.Bundle.Zip;

/// <summary>Writes the records of a ZIP archive: headers, descriptors, the directory and its end.</summary>
/// <param name="output">Where to.</param>
/// <param name="limits">Where Zip64 begins.</param>
internal sealed class ZipRecords(IBufferWriter<byte> output, ZipLimits limits)
{
    /// <summary>The header in front of a member's bytes.</summary>
    internal void WriteLocal(ZipMember member)
    {
        var is64 = IsLong(member);
        var name = Encoding.UTF8.GetBytes(member.Name);
        var time = ZipTime.ToUnix(member.Modified);
        UInt32(ZipFormat.LocalSignature);
        WriteCommon(member, is64);
        UInt32(member.IsStreamed ? 0 : member.Crc);
        var known = member.IsStreamed ? 0 : 1;
        UInt32(is64 ? ZipFormat.In64 : (uint)(known * member.CompressedBytes));
        UInt32(is64 ? ZipFormat.In64 : (uint)(known * member.Bytes));
        UInt16(name.Length);
        UInt16((is64 ? 20 : 0) + (time is null ? 0 : 9));
        output.Write(name);
        if (is64)
        {
            UInt16(ZipFormat.Zip64Field);
            UInt16(16);
            UInt64(known * member.Bytes);
            UInt64(known * member.CompressedBytes);
        }

        WriteTime(time);
    }

    /// <summary>What follows the bytes of a streamed member.</summary>
    internal void WriteDescriptor(ZipMember member)
    {
        UInt32(ZipFormat.DescriptorSignature);
        UInt32(member.Crc);
        if (IsLong(member))
        {
            UInt64(member.CompressedBytes);
            UInt64(member.Bytes);
        }
        else
        {
            UInt32((uint)member.CompressedBytes);
            UInt32((uint)member.Bytes);
        }
    }

    /// <summary>A member's entry in the directory.</summary>
    internal void WriteCentral(ZipMember member)
    {
        long[] inField = [member.Bytes, member.CompressedBytes, member.Offset];
        var in64 = inField.Where(value => value >= limits.Bytes).ToList();
        var name = Encoding.UTF8.GetBytes(member.Name);
        var etag = Encoding.UTF8.GetBytes(member.ETag);
        var time = ZipTime.ToUnix(member.Modified);
        var extra = (in64.Count > 0 ? 4 + (8 * in64.Count) : 0) + (time is null ? 0 : 9) + EtagBytes(etag);
        UInt32(ZipFormat.CentralSignature);
        UInt16(ZipFormat.MadeByUnix | ZipFormat.Version64);
        WriteCommon(member, is64: in64.Count > 0 || IsLong(member));
        UInt32(member.Crc);
        UInt32(Field(member.CompressedBytes));
        UInt32(Field(member.Bytes));
        UInt16(name.Length);
        UInt16(extra);
        UInt16(0);
        UInt16(0);
        UInt16(0);
        UInt32(ZipFormat.Attributes);
        UInt32(Field(member.Offset));
        output.Write(name);
        if (in64.Count > 0)
        {
            UInt16(ZipFormat.Zip64Field);
            UInt16(8 * in64.Count);
            in64.ForEach(UInt64);
        }

        WriteTime(time);
        if (etag.Length > 0)
        {
            UInt16(ZipFormat.ETagField);
            UInt16(etag.Length);
            output.Write(etag);
        }
    }

    /// <summary>The end of the archive.</summary>
    /// <param name="members">The number of members.</param>
    /// <param name="offset">Where the directory begins.</param>
    /// <param name="length">The length of the directory.</param>
    /// <param name="comment">The archive's comment, of at most 65,535 bytes.</param>
    internal void WriteEnd(long members, long offset, long length, ReadOnlySpan<byte> comment)
    {
        if (members >= limits.Members || offset >= limits.Bytes || length >= limits.Bytes)
        {
            WriteEnd64(members, offset, length);
        }

        UInt32(ZipFormat.EndSignature);
        UInt32(0);
        UInt16(members >= limits.Members ? ushort.MaxValue : (int)members);
        UInt16(members >= limits.Members ? ushort.MaxValue : (int)members);
        UInt32(Field(length));
        UInt32(Field(offset));
        UInt16(comment.Length);
        output.Write(comment);
    }

    private void WriteEnd64(long members, long offset, long length)
    {
        UInt32(ZipFormat.End64Signature);
        UInt64(ZipFormat.End64Bytes - 12);
        UInt16(ZipFormat.MadeByUnix | ZipFormat.Version64);
        UInt16(ZipFormat.Version64);
        UInt64(0);
        UInt64(members);
        UInt64(members);
        UInt64(length);
        UInt64(offset);
        UInt32(ZipFormat.Locator64Signature);
        UInt32(0);
        UInt64(offset + length);
        UInt32(1);
    }

    /// <summary>What the header and the directory's entry have in common.</summary>
    private void WriteCommon(ZipMember member, bool is64)
    {
        UInt16(is64 ? ZipFormat.Version64 : ZipFormat.VersionPlain);
        UInt16(ZipFormat.IsUtf8 | (member.IsStreamed ? ZipFormat.IsStreamed : 0));
        UInt16((int)member.Method);
        UInt32(ZipTime.ToDos(member.Modified));
    }

    private void WriteTime(int? time)
    {
        if (time is { } seconds)
        {
            UInt16(ZipFormat.TimeField);
            UInt16(5);
            output.Write("\x01"u8);
            UInt32((uint)seconds);
        }
    }

    /// <summary>Whether the header has lengths of 64 bits. For a streamed member that is decided by the length that was announced.</summary>
    private bool IsLong(ZipMember member) =>
        member.IsStreamed
            ? limits.MayReach(member.Bytes)
            : member.Bytes >= limits.Bytes || member.CompressedBytes >= limits.Bytes;

    private static int EtagBytes(byte[] etag) => etag.Length > 0 ? 4 + etag.Length : 0;

    private uint Field(long value) => value >= limits.Bytes ? ZipFormat.In64 : (uint)value;

    private void UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(2), checked((ushort)value));
        output.Advance(2);
    }

    private void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    private void UInt64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }
}
