using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Bytes of a document that are the same for many lines. They are copied by loads and stores of a fixed width, so that a piece's length
/// costs no branch that cannot be foreseen: what is copied too much is written over by what follows.
/// </summary>
internal readonly struct JsonPiece
{
    /// <summary>So many bytes are copied at once.</summary>
    internal const int Width = 32;

    private readonly byte[] _padded;

    internal JsonPiece(ReadOnlySpan<byte> bytes)
    {
        Length = bytes.Length;
        _padded = new byte[Math.Max(1, (bytes.Length + Width - 1) / Width) * Width];
        bytes.CopyTo(_padded);
    }

    /// <summary>The number of bytes it has.</summary>
    internal int Length { get; }

    /// <summary>The number of bytes that copying it writes: a multiple of <see cref="Width"/>.</summary>
    internal int PaddedLength => _padded.Length;

    /// <summary>Copies it. The caller has made room for <see cref="PaddedLength"/> bytes behind the position: it is not asked here.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int CopyTo(ref byte target, int position)
    {
        ref var from = ref MemoryMarshal.GetArrayDataReference(_padded);
        ref var to = ref Unsafe.Add(ref target, position);
        Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
        for (nuint copied = Width; copied < (nuint)Length; copied += Width)
        {
            Vector256.LoadUnsafe(ref from, copied).StoreUnsafe(ref to, copied);
        }

        return position + Length;
    }
}
