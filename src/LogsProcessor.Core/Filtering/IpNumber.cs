using System.Buffers.Binary;
using System.Net;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Filtering;

/// <summary>IP addresses as numbers of 128 bits, so that the many spellings of one are equal; IPv4 as the IPv6 address that it is mapped to.</summary>
internal static class IpNumber
{
    /// <summary>The first 48 bits, which are left of an IPv6 address.</summary>
    private static readonly UInt128 Kept = UInt128.MaxValue << 80;

    private static readonly UInt128 MappedIPv4 = (UInt128)0xFFFF << 32;

    /// <summary>The number of four decimal ones, each below 256.</summary>
    internal static UInt128 OfIPv4(uint number) => MappedIPv4 | number;

    /// <summary>Reads an IPv6 address, without zone or brackets.</summary>
    internal static bool TryParseIPv6(ReadOnlySpan<byte> text, out UInt128 number)
    {
        number = default;
        if (!IpAddress.IsValid(text) || !text.Contains((byte)':') || !IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    /// <summary>Writes the address without its last 80 bits, in its canonical spelling (RFC 5952).</summary>
    /// <returns>The part of <paramref name="destination"/>, of at least 64 bytes, that was written.</returns>
    internal static ReadOnlySpan<byte> WriteMasked(UInt128 number, Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number & Kept);
        new IPAddress(bytes).TryFormat(destination, out var written);
        return destination[..written];
    }
}
