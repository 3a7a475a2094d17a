using System.Text;

namespace LogsProcessor.Core.Filtering;

/// <summary>
/// Keeps one of so many records of an object, decided by a hash of the event id alone: a retry, a replay and another instance keep the
/// same ones.
/// </summary>
/// <remarks>FNV-1a over the id's text, of which the part that all lines share is hashed once, then MurmurHash3's finalizer.</remarks>
internal sealed class Sampler(int rate, ObjectIdentity identity)
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ulong _prefix = Add(Basis, Encoding.ASCII.GetBytes(EventId.PrefixOf(identity)));

    /// <summary>Whether the record at that byte offset is kept.</summary>
    internal bool Keeps(long offset)
    {
        Span<byte> digits = stackalloc byte[EventId.OffsetDigits];
        EventId.WriteOffset(offset, digits);
        return Mix(Add(_prefix, digits)) % (ulong)rate == 0;
    }

    private static ulong Add(ulong hash, ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return hash;
    }

    /// <summary>FNV-1a alone leaves its low bits close to the last digit.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
