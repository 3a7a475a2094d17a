using System.Buffers.Binary;

namespace LogsProcessor.Bundle.Zip;

/// <summary>The checksum of ZIP, eight bytes at a time. Source: PKWARE, APPNOTE.TXT, 4.4.7.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    private static readonly uint[] Table = NewTable();

    /// <summary>The checksum of what came before and <paramref name="data"/>.</summary>
    /// <param name="before">The checksum of what came before; 0 for nothing.</param>
    /// <param name="data">What follows.</param>
    internal static uint Append(uint before, ReadOnlySpan<byte> data)
    {
        var table = Table;
        var crc = ~before;
        for (; data.Length >= Slices; data = data[Slices..])
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(data);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc =
                table[(7 * 256) + (byte)low]
                ^ table[(6 * 256) + (byte)(low >> 8)]
                ^ table[(5 * 256) + (byte)(low >> 16)]
                ^ table[(4 * 256) + (byte)(low >> 24)]
                ^ table[(3 * 256) + (byte)high]
                ^ table[(2 * 256) + (byte)(high >> 8)]
                ^ table[256 + (byte)(high >> 16)]
                ^ table[(byte)(high >> 24)];
        }

        foreach (var value in data)
        {
            crc = (crc >> 8) ^ table[(byte)(crc ^ value)];
        }

        return ~crc;
    }

    /// <summary>Slice n, entry i: what byte i does to the checksum, n bytes later.</summary>
    private static uint[] NewTable()
    {
        var table = new uint[Slices * 256];
        for (var index = 0u; index < 256; index++)
        {
            var crc = index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            }

            table[index] = crc;
        }

        for (var index = 256; index < table.Length; index++)
        {
            var before = table[index - 256];
            table[index] = (before >> 8) ^ table[(byte)before];
        }

        return table;
    }
}
