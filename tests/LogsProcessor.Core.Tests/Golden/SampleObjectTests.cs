using System.IO.Compression;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Properties;
using LogsProcessor.Core.Tests.Reference;

namespace LogsProcessor.Core.Tests.Golden;

public sealed class SampleObjectTests
{
    /// <summary>The header that .NET writes: magic, deflate, no flags, no time.</summary>
    private static ReadOnlySpan<byte> Header => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0];

    public static TheoryData<string> Formats => [.. SampleObject.All.Select(sample => sample.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task File_holds_the_text_that_follows_from_its_seed(string format)
    {
        var sample = SampleObject.Of(format);
        if (Repository.WritesGolden)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(sample.Path)!);
            await File.WriteAllBytesAsync(sample.Path, sample.Encode());
        }

        var content = await File.ReadAllBytesAsync(sample.Path);
        Assert.Equal(sample.Text, sample.Members == 0 ? content : await InflateAsync(content));
        Assert.Equal(sample.Members, CountMembers(content));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_line_is_a_record_and_agrees_with_the_reference(string format)
    {
        var sample = SampleObject.Of(format);
        var source = new MemoryObject(sample.Key, await File.ReadAllBytesAsync(sample.Path));
        await Agreement.CheckAsync(source, sample.Text, ReferenceFormat.Of(format), GoldenFile.Options(Layout.Ecs));
        var run = await Run.ShipAsync(source, GoldenFile.Options(Layout.Ecs));
        Assert.Equal((sample.Lines, 0, 0), (run.Tally.Parsed, run.Tally.Malformed, run.Tally.Skipped));
    }

    private static async Task<byte[]> InflateAsync(byte[] content)
    {
        await using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var text = new MemoryStream();
        await gzip.CopyToAsync(text);
        return text.ToArray();
    }

    private static int CountMembers(ReadOnlySpan<byte> content) => content.Count(Header);
}
