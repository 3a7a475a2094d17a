using System.Globalization;
using System.Text;

namespace LogsProcessor.Testing;

/// <summary>The <c>aws-chunked</c> bodies of signed uploads: <c>size;chunk-signature=…</c>, CR LF, data, CR LF, until a size of 0.</summary>
internal static class AwsChunks
{
    /// <summary>The data of all chunks.</summary>
    internal static byte[] Join(ReadOnlySpan<byte> body)
    {
        using var joined = new MemoryStream();
        while (true)
        {
            var end = body.IndexOf("\r\n"u8);
            var size = int.Parse(
                Encoding.ASCII.GetString(body[..end]).Split(';')[0],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture
            );
            if (size == 0)
            {
                return joined.ToArray();
            }

            joined.Write(body.Slice(end + 2, size));
            body = body[(end + 2 + size + 2)..];
        }
    }
}
