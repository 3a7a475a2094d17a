using System.Security.Cryptography;
using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core;

/// <summary>
/// The id of a line's document: the same on every retry, replay and backfill, and different for every line. It is a hash of the
/// object's bucket, key and ETag, then the line's byte offset in the decompressed object: <c>0f…9a-00000000051c</c>. Ids of one
/// object share their beginning and rise with the offset, which keeps the index small and its look-ups quick.
/// </summary>
internal static class EventId
{
    /// <summary>Hex digits of the offset: enough for objects of 256 TiB.</summary>
    internal const int OffsetDigits = 12;

    /// <summary>The part that all lines of an object share, the dash included.</summary>
    internal static string PrefixOf(ObjectIdentity identity)
    {
        var name = Encoding.UTF8.GetBytes($"{identity.Bucket}\0{identity.Key}\0{identity.ETag}");
        return Convert.ToHexStringLower(SHA256.HashData(name).AsSpan(0, 16)) + "-";
    }

    /// <summary>Writes the offset's digits into the first <see cref="OffsetDigits"/> bytes of <paramref name="destination"/>.</summary>
    internal static void WriteOffset(long offset, Span<byte> destination)
    {
        destination = destination[..OffsetDigits];
        for (var index = destination.Length - 1; index >= 0; index--)
        {
            destination[index] = Hex.LowerDigit((int)(offset & 15));
            offset >>= 4;
        }
    }
}
