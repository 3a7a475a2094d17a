using System.Buffers;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Filtering;

/// <summary>
/// Masks IP addresses: the last octet of IPv4, the last 80 bits of IPv6. In a record that is the client's address, and the same address
/// wherever else the line repeats it, however it is spelled. In a line that is no record nobody knows which one is the client's: there,
/// whatever looks like an address is masked.
/// </summary>
internal sealed class AddressMask(LineEdits edits)
{
    private const int MostMaskedBytes = 64;

    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdefABCDEF.:"u8);

    /// <summary>Masks the client's address, which is <paramref name="text"/> at <paramref name="position"/> of the line.</summary>
    /// <returns>The address; null if the text is none, and was redacted as a whole.</returns>
    internal UInt128? MaskClient(ReadOnlySpan<byte> line, int position, ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'[', .., (byte)']'])
        {
            position++;
            text = text[1..^1];
        }

        if (!IpAddress.IsValid(text))
        {
            edits.Replace(line, position, position + text.Length, "REDACTED"u8);
            return null;
        }

        if (IpNumber.TryParseIPv6(text, out var number))
        {
            Span<byte> masked = stackalloc byte[MostMaskedBytes];
            edits.Replace(line, position, position + text.Length, IpNumber.WriteMasked(number, masked));
            return number;
        }

        FourNumbers.TryRead(text, 0, out var found);
        edits.Replace(line, position + found.LastStart, position + found.End, "0"u8);
        return IpNumber.OfIPv4(found.Value!.Value);
    }

    /// <summary>Masks addresses between two indexes of <paramref name="text"/>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="text">A piece of it, decoded.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end.</param>
    /// <param name="only">The one address to mask, or null for whatever looks like one.</param>
    internal void MaskAll(ReadOnlySpan<byte> line, DecodedText text, int from, int to, UInt128? only)
    {
        var bytes = text.Bytes;
        while (bytes[from..to].IndexOfAny((byte)'.', (byte)':') is var mark and >= 0)
        {
            var start = bytes[from..(from + mark)].LastIndexOfAnyExcept(AddressBytes) is var before and >= 0
                ? from + before + 1
                : from;
            var length = bytes[start..to].IndexOfAnyExcept(AddressBytes);
            from = length < 0 ? to : start + length;
            if (!TryMaskIPv6(line, text, start, from, only))
            {
                MaskIPv4(line, text, start, from, only);
            }
        }
    }

    private bool TryMaskIPv6(ReadOnlySpan<byte> line, DecodedText text, int start, int end, UInt128? only)
    {
        var run = text.Bytes[start..end];
        if (run.Count((byte)':') < 2)
        {
            return false;
        }

        // The address alone; in a sentence; in front of a port, from which nothing tells its last group.
        ReadOnlySpan<int> lengths = [run.Length, run.TrimEnd(".:"u8).Length, run.LastIndexOf((byte)':')];
        foreach (var length in lengths)
        {
            if (IpNumber.TryParseIPv6(run[..length], out var number) && (only is null || only == number))
            {
                Span<byte> masked = stackalloc byte[MostMaskedBytes];
                Replace(line, text, start, start + length, IpNumber.WriteMasked(number, masked));
                return true;
            }
        }

        // Four groups and more, or left-out ones: cut off, or grown together with its neighbours, but an address nevertheless.
        if (only is null && (run.Count((byte)':') > 2 || run.IndexOf("::"u8) >= 0))
        {
            Replace(line, text, start, end, "::"u8);
            return true;
        }

        return false;
    }

    private void MaskIPv4(ReadOnlySpan<byte> line, DecodedText text, int start, int end, UInt128? only)
    {
        var run = text.Bytes[start..end];
        for (var index = 0; index < run.Length; index++)
        {
            var isNumberStart =
                char.IsAsciiDigit((char)run[index]) && (index == 0 || !char.IsAsciiDigit((char)run[index - 1]));
            if (!isNumberStart || !FourNumbers.TryRead(run, index, out var found))
            {
                continue;
            }

            if (only is null || (found.Value is { } value && only == IpNumber.OfIPv4(value)))
            {
                Replace(line, text, start + found.LastStart, start + found.End, "0"u8);
                index = found.End - 1;
            }
        }
    }

    private void Replace(ReadOnlySpan<byte> line, DecodedText text, int start, int end, ReadOnlySpan<byte> by) =>
        edits.Replace(line, text.PositionOf(start), text.PositionOf(end), by);
}
