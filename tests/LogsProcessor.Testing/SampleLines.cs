using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace LogsProcessor.Testing;

/// <summary>Log lines and objects of known content, no two lines alike.</summary>
public static class SampleLines
{
    /// <summary>A key that says: Classic access log.</summary>
    public const string ClassicKey =
        "AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/04/"
        + "111122223333_elasticloadbalancing_eu-west-1_web-lb_20260304T0510Z_192.0.2.5_2x8bnjkq.log";

    /// <summary>So many Classic access lines, each with its line feed.</summary>
    public static byte[] Classic(int count)
    {
        var text = new StringBuilder();
        for (var number = 0; number < count; number++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"2026-03-04T05:06:07.{number % 1_000_000:000000}Z web-lb 192.0.2.10:2817 198.51.100.7:80 0.000073 0.001048 "
                    + $"0.000057 200 200 0 29 \"GET http://www.example.com:80/item/{number} HTTP/1.1\" \"curl/8.5.0\" - -\n"
            );
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The content compressed, as one gzip member.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
