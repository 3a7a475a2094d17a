using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LogsProcessor.Check.Rules;

/// <summary>A hash of 128 bits: fast, well mixed, and different in every process, so that nobody can make texts that collide.</summary>
/// <param name="Low">64 of its bits.</param>
/// <param name="High">The others.</param>
internal readonly record struct ValueHash(ulong Low, ulong High)
{
    private static readonly ulong[] Secrets = NewSecrets();

    /// <summary>Of a text.</summary>
    internal static ValueHash Of(ReadOnlySpan<byte> text) => new ValueHash(Secrets[0], Secrets[1]).With(text);

    /// <summary>Of a number.</summary>
    internal static ValueHash Of(long value) => new ValueHash(Secrets[2], Secrets[3]).Mixed((ulong)value, 0);

    /// <summary>Of this and another value behind it.</summary>
    internal ValueHash With(ValueHash next) => Mixed(next.Low, next.High ^ Secrets[2]);

    /// <summary>Of this and a text behind it.</summary>
    internal ValueHash With(ReadOnlySpan<byte> text)
    {
        var hash = Mixed((ulong)text.Length, Secrets[3]);
        for (; text.Length >= 16; text = text[16..])
        {
            hash = hash.Mixed(
                BinaryPrimitives.ReadUInt64LittleEndian(text),
                BinaryPrimitives.ReadUInt64LittleEndian(text[8..])
            );
        }

        if (text.Length > 0)
        {
            Span<byte> rest = stackalloc byte[16];
            text.CopyTo(rest);
            hash = hash.Mixed(
                BinaryPrimitives.ReadUInt64LittleEndian(rest),
                BinaryPrimitives.ReadUInt64LittleEndian(rest[8..])
            );
        }

        return hash;
    }

    private ValueHash Mixed(ulong first, ulong second) =>
        new(
            Fold(Low ^ first, Secrets[4] ^ second) ^ High,
            Fold(High ^ second, Secrets[5] ^ ulong.RotateLeft(first, 32)) + Low
        );

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private static ulong[] NewSecrets()
    {
        var secrets = new ulong[6];
        foreach (ref var secret in secrets.AsSpan())
        {
            // Odd, so that multiplying by it loses nothing.
            secret = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
        }

        return secrets;
    }
}
