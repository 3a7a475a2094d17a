using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Bytes of a document that are the same for many lines. They are copied by loads and stores of a fixed width, so that a literal's length
/// costs no branch that cannot be foreseen: what is copied too much is written over by what follows.
/// </summary>
internal readonly struct JsonLiteral
{
    /// <summary>So many bytes are copied at once.</summary>
    internal const int Width = 32;

    private readonly byte[] _padded;

    internal JsonLiteral(ReadOnlySpan<byte> bytes)
    {
        Length = bytes.Length;
        _padded = new byte[Math.Max(1, (bytes.Length + Width - 1) / Width) * Width];
        bytes.CopyTo(_padded);
    }

    /// <summary>The number of bytes it has.</summary>
    internal int Length { get; }

    /// <summary>The bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => _padded.AsSpan(0, Length);

    /// <summary>The number of bytes that copying it writes: a multiple of <see cref="Width"/>.</summary>
    internal int PaddedLength => _padded.Length;

    /// <summary>Copies it. The caller has made room for <see cref="PaddedLength"/> bytes: it is not asked here.</summary>
    /// <returns>What is behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref byte CopyTo(ref byte target)
    {
        ref var from = ref MemoryMarshal.GetArrayDataReference(_padded);
        Vector256.LoadUnsafe(ref from).StoreUnsafe(ref target);
        for (nint copied = Width; copied < Length; copied += Width)
        {
            Vector256.LoadUnsafe(ref from, (nuint)copied).StoreUnsafe(ref target, (nuint)copied);
        }

        return ref Unsafe.Add(ref target, (nint)Length);
    }
}
