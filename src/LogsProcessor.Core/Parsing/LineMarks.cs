using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogsProcessor.Core.Parsing;

/// <summary>
/// Where a line's fields end, a bit for each byte: one pass over the line finds all spaces that stand outside quotes, so that no field
/// is searched by itself. The same pass tells whether the line holds anything that means more than itself. Not thread-safe.
/// </summary>
/// <remarks>
/// It knows nothing of escapes: where there is a backslash, <see cref="IsPlain"/> says so, and the separators mean nothing. A space stands
/// outside quotes if an even number of quotes stand before it, which is the exclusive or of all quote bits before its own.
/// </remarks>
internal sealed class LineMarks
{
    private const int BytesOfWord = 64;

    // Printable ASCII is 0x20 to 0x7E; shifted down by 0x20, all else is above 0x5E.
    private const byte FirstPrintable = 0x20;
    private const byte MostAboveFirst = 0x5E;

    private ulong[] _separators = new ulong[64];
    private int _words;

    /// <summary>Whether every byte is printable ASCII other than a backslash.</summary>
    internal bool IsPlain { get; private set; }

    /// <summary>The number of double quotes.</summary>
    internal int Quotes { get; private set; }

    /// <summary>
    /// A bit for each byte that ends a field, the lowest bit of the first word for the first byte; one for the end of the line is among
    /// them.
    /// </summary>
    internal ReadOnlySpan<ulong> Separators => _separators.AsSpan(0, _words);

    /// <summary>Looks through a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="quoting">Whether quotes group words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Scan(ReadOnlySpan<byte> line, bool quoting)
    {
        _words = (line.Length / BytesOfWord) + 1;
        if (_words > _separators.Length)
        {
            _separators = new ulong[_words * 2];
        }

        var state = new State { Grouping = quoting ? ulong.MaxValue : 0 };
        var separators = _separators.AsSpan(0, _words);
        for (var word = 0; word < separators.Length - 1; word++)
        {
            separators[word] = Mark(line, ref state);
            line = line[BytesOfWord..];
        }

        // The rest, and letters behind it, which mark nothing.
        Span<byte> rest = stackalloc byte[BytesOfWord];
        rest.Fill((byte)'x');
        line.CopyTo(rest);
        separators[^1] = Mark(rest, ref state) | (1UL << line.Length);
        IsPlain = state.Special == Vector256<byte>.Zero;
        Quotes = state.Quotes;
    }

    /// <summary>The separators among the first bytes of <paramref name="bytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mark(ReadOnlySpan<byte> bytes, ref State state)
    {
        var low = Vector256.Create(bytes);
        var high = Vector256.Create(bytes[(BytesOfWord / 2)..]);
        state.Special |= Special(low) | Special(high);
        var quotes = Bits(low, high, (byte)'"');
        state.Quotes += BitOperations.PopCount(quotes);
        var inQuotes = (PrefixXor(quotes) ^ state.InQuotes) & state.Grouping;
        state.InQuotes = (ulong)((long)inQuotes >> 63);
        return Bits(low, high, (byte)' ') & ~inQuotes;
    }

    private static Vector256<byte> Special(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
        | Vector256.GreaterThan(bytes - Vector256.Create(FirstPrintable), Vector256.Create(MostAboveFirst));

    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << 32);

    /// <summary>Each bit becomes the exclusive or of itself and all lower ones.</summary>
    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>What goes on from one word to the next.</summary>
    private struct State
    {
        internal Vector256<byte> Special;
        internal int Quotes;

        /// <summary>All ones where the word before ended inside quotes.</summary>
        internal ulong InQuotes;

        /// <summary>All ones where quotes group words.</summary>
        internal ulong Grouping;
    }
}
