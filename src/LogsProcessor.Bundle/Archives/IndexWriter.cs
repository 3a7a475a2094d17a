using System.Buffers;
using System.Text.Json;

namespace LogsProcessor.Bundle.Archives;

/// <summary>
/// Writes an archive's index: a line of JSON for each member, in the order of the archive, for people and programs that want one member
/// without a ZIP reader. The archive says the same of itself.
/// </summary>
internal static class IndexWriter
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>Writes the index of an archive.</summary>
    internal static async Task WriteAsync(BundleArchive archive, Stream output, CancellationToken cancel)
    {
        var lines = new ArrayBufferWriter<byte>(2 * FlushBytes);
        await foreach (var item in archive.ListAsync(cancel))
        {
            WriteLine(lines, item);
            if (lines.WrittenCount >= FlushBytes)
            {
                await output.WriteAsync(lines.WrittenMemory, cancel);
                lines.ResetWrittenCount();
            }
        }

        await output.WriteAsync(lines.WrittenMemory, cancel);
    }

    /// <summary>Writes a member's line.</summary>
    internal static void WriteLine(IBufferWriter<byte> lines, ArchivedObject item)
    {
        using (var json = new Utf8JsonWriter(lines))
        {
            json.WriteStartObject();
            json.WriteString("key", item.Key);
            if (item.Member.Name != item.Key)
            {
                json.WriteString("name", item.Member.Name);
            }

            json.WriteString("etag", item.Identity.ETag);
            json.WriteNumber("size", item.Member.Bytes);
            json.WriteString(
                "crc32",
                item.Member.Crc.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)
            );
            json.WriteNumber("offset", item.Member.Offset);
            json.WriteNumber("compressedSize", item.Member.CompressedBytes);
            json.WriteString("method", item.Member.Method == Zip.ZipMethod.Stored ? "stored" : "deflated");
            if (item.Member.Modified is { } modified)
            {
                json.WriteString("modified", modified.UtcDateTime);
            }

            json.WriteEndObject();
        }

        lines.Write("\n"u8);
    }
}
