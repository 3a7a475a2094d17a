using System.Globalization;
using System.IO.Compression;
using System.Text;
using LogsProcessor.Core.Tests.Fakes;

namespace LogsProcessor.Core.Tests.Golden;

/// <summary>
/// An object as a load balancer delivers it: five minutes of traffic under AWS's own key. The text follows from the seed, so the files
/// can be made again; gzip objects have several members, as AWS's multipart deliveries have.
/// </summary>
/// <param name="Format">Its format.</param>
/// <param name="Lines">How many records it has.</param>
/// <param name="Members">Of how many gzip members it is made; 0: plain text.</param>
internal sealed record SampleObject(string Format, int Lines, int Members)
{
    internal static IReadOnlyList<SampleObject> All { get; } =
    [new("clb", 120, 0), new("alb", 300, 3), new("alb_conn", 80, 2), new("alb_hc", 60, 2), new("nlb", 100, 2)];

    internal static SampleObject Of(string format) => All.Single(sample => sample.Format == format);

    /// <summary>The key: that of the tests, without the user's own prefix.</summary>
    internal string Key => Keys.Of(Format)[(Keys.Of(Format).IndexOf("AWSLogs", StringComparison.Ordinal))..];

    internal string Path => System.IO.Path.Combine(Repository.TestData, Key);

    internal byte[] Text
    {
        get
        {
            var traffic = new SampleTraffic(new Random(Format.Length * 7919), new DateTime(2026, 3, 4, 5, 5, 0));
            return Encoding.ASCII.GetBytes(
                string.Concat(Enumerable.Range(0, Lines).Select(_ => traffic.Next(Format) + "\n"))
            );
        }
    }

    /// <summary>The object's bytes: members of whole lines, each without name and time.</summary>
    internal byte[] Encode()
    {
        if (Members == 0)
        {
            return Text;
        }

        using var encoded = new MemoryStream();
        var lines = Encoding.ASCII.GetString(Text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var member in lines.Chunk((lines.Length / Members) + 1))
        {
            using var gzip = new GZipStream(encoded, CompressionLevel.SmallestSize, leaveOpen: true);
            gzip.Write(Encoding.ASCII.GetBytes(string.Join('\n', member) + "\n"));
        }

        return encoded.ToArray();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Format}, {Lines} lines");
}
