using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Properties;
using LogsProcessor.Core.Tests.Reference;

namespace LogsProcessor.Core.Tests.Golden;

public sealed class GoldenFileTests
{
    public static TheoryData<string, Layout> FilesAndLayouts
    {
        get
        {
            var data = new TheoryData<string, Layout>();
            foreach (var file in GoldenFile.All)
            {
                foreach (var layout in Agreement.LayoutsOf(ReferenceFormat.Of(file.Format)))
                {
                    data.Add(file.Name, layout);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Files => [.. GoldenFile.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(FilesAndLayouts))]
    public async Task Golden_file_gives_exactly_its_documents(string name, Layout layout)
    {
        var file = GoldenFile.Of(name);
        var run = await Run.ShipAsync(file.Object(), GoldenFile.Options(layout));
        if (Repository.WritesGolden)
        {
            await File.WriteAllBytesAsync(file.ExpectedPath(layout), run.Sink.Received);
        }

        var expected = await File.ReadAllTextAsync(file.ExpectedPath(layout));
        Assert.Equal(expected.Split('\n'), Encoding.UTF8.GetString(run.Sink.Received).Split('\n'));
    }

    [Theory]
    [MemberData(nameof(FilesAndLayouts))]
    public async Task Golden_file_gives_the_documents_of_the_reference(string name, Layout layout)
    {
        var file = GoldenFile.Of(name);
        var format = ReferenceFormat.Of(file.Format);
        await Agreement.CheckAsync(file.Object(), file.Content, format, GoldenFile.Options(layout));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task One_byte_a_read_gives_the_same_documents(string name)
    {
        var file = GoldenFile.Of(name);
        var whole = await Run.ShipAsync(file.Object(), GoldenFile.Options(Layout.Aws));
        var pieces = await Run.ShipAsync(
            file.Object(readSize: 1),
            GoldenFile.Options(Layout.Aws),
            new LineReaderOptions { BufferBytes = 16 }
        );
        Assert.Equal(whole.Texts, pieces.Texts);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_cut_at_every_position_gives_the_same_documents(string name)
    {
        var file = GoldenFile.Of(name);
        var options = GoldenFile.Options(Layout.Aws);
        var whole = (await Run.ShipAsync(file.Object(), options)).Sink.Received;
        var content = file.Content;

        // The reader sees the cut itself: opening an object gathers its first bytes.
        var step = content.Length > 8192 ? 37 : 1;
        for (var cut = 1; cut < content.Length; cut += step)
        {
            var run = await ReadCutAsync(file, content, cut);
            Assert.True(whole.AsSpan().SequenceEqual(run), $"{name} cut at byte {cut} gives other documents");
        }
    }

    /// <summary>Encodes what a line reader gives, with one read up to the cut and one for the rest.</summary>
    private static async Task<byte[]> ReadCutAsync(GoldenFile file, byte[] content, int cut)
    {
        var source = file.Object(cutAt: cut);
        var opened = await source.OpenAsync(CancellationToken.None);
        using var lines = new LineReader(opened.Body, new LineReaderOptions { BufferBytes = content.Length + 16 });
        return await DirectEncoding.OfAllAsync(lines, source, GoldenFile.Options(Layout.Aws));
    }
}
