using LogsProcessor.Cli.Receiving;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Cli.Shipping;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Testing;
using NSubstitute;

namespace LogsProcessor.Cli.Tests.Shipping;

public sealed class SourceQueueTests
{
    private readonly IShipSource _source = Substitute.For<IShipSource>();
    private int _found;

    public SourceQueueTests() => _source.FindAsync(Arg.Any<CancellationToken>()).Returns(Endless().ToAsyncEnumerable());

    [Fact]
    public async Task Nothing_more_is_handed_out_or_found_once_nothing_can_be_delivered()
    {
        var queue = SourceQueue.Start(_source, new SourceSelection(DateRange.Unbounded, done: null), default);
        var begun = 0;

        await foreach (var _ in queue.ShipAllAsync(() => begun == 3))
        {
            begun++;
        }

        await queue.DisposeAsync();
        Assert.Equal(3, begun);
        Assert.True(queue.IsCutShort);
        Assert.False(queue.IsWhole);
        Assert.InRange(_found, 4, 5_005);
        Assert.InRange(queue.Count, 4, 5_005);
    }

    [Fact]
    public async Task Size_of_all_is_unknown_as_soon_as_that_of_one_is()
    {
        _source
            .FindAsync(Arg.Any<CancellationToken>())
            .Returns(
                new[]
                {
                    new SourceObject(new LocalFile("a"), 5),
                    new SourceObject(new LocalFile("b"), null),
                }.ToAsyncEnumerable()
            );
        await using var queue = SourceQueue.Start(_source, new SourceSelection(DateRange.Unbounded, null), default);

        var all = await queue.TakeAllAsync().ToListAsync();

        Assert.Equal(2, all.Count);
        Assert.Null(queue.Bytes);
        Assert.True(queue.IsComplete && queue.IsWhole);
    }

    [Theory]
    [InlineData("one\ntwo\n", "one\ntwo\nnew\n")]
    [InlineData("one\ntw", "one\nnew\n")]
    [InlineData("on", "new\n")]
    [InlineData("", "new\n")]
    public async Task Continued_file_keeps_its_whole_lines(string before, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("kept.ndjson");
        await File.WriteAllTextAsync(path, before);

        using (var store = LineStore.Create(path, isContinued: true))
        {
            store.Append("new\n"u8);
        }

        Assert.Equal(expected, await File.ReadAllTextAsync(path));
    }

    private IEnumerable<SourceObject> Endless()
    {
        while (true)
        {
            _found++;
            yield return new SourceObject(new LocalFile("x"), 1);
        }
    }
}
