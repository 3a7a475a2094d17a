using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Golden;

namespace LogsProcessor.Core.Tests.Json;

/// <summary>Plans are made once for many objects: each document has to say what its own object gives, and nothing of another's.</summary>
public sealed class DocumentPlansTests
{
    private const string Folder = "AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/04/";

    private static readonly byte[] Line = Encoding.ASCII.GetBytes(
        Encoding.ASCII.GetString(SampleObject.Of("alb").Text).Split('\n')[0]
    );

    private static readonly ObjectIdentity[] Objects =
    [
        new("logs", $"{Folder}first.log.gz", "etag-1"),
        new("other-logs", $"{Folder}second.log.gz", "etag-2"),
        new("logs", "no-account/third.log.gz", "etag-3"),
        new("logs", "with \"quotes\", a \\ and a \u00fc/\u65e5.log", "etag-4"),
        new("logs", "marks \u0001\u0002\u0003\u0004\u0005\u0006 and \u001f\u007f.log", "etag-5"),
        new("", "/var/log/fifth.log", ""),
        new("", $"{Folder}sixth.log", ""),
    ];

    public static TheoryData<Layout> Layouts => [Layout.Ecs, Layout.Aws, Layout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Documents_are_the_same_whatever_objects_came_before(Layout layout)
    {
        var options = GoldenFile.Options(layout);
        var shared = new DocumentPlans(options);
        foreach (var identity in Objects.Concat(Objects.Reverse()))
        {
            Assert.Equal(DocumentsOf(identity, new DocumentPlans(options)), DocumentsOf(identity, shared));
        }
    }

    [Theory]
    [InlineData(Layout.Ecs, "log.file.path")]
    [InlineData(Layout.Aws, "s3_key")]
    [InlineData(Layout.Original, "Source.S3.Key")]
    public void A_key_is_told_as_it_is_whatever_characters_it_has(Layout layout, string path)
    {
        var plans = new DocumentPlans(GoldenFile.Options(layout));
        foreach (var identity in Objects.Where(identity => identity.IsInS3))
        {
            foreach (var document in DocumentsOf(identity, plans))
            {
                var expected = layout == Layout.Ecs ? identity.ToString() : identity.Key;
                Assert.Equal(expected, TextAt(JsonElement.Parse(document), path));
            }
        }
    }

    [Fact]
    public void A_plan_is_made_once_for_objects_that_give_the_same()
    {
        var plans = new DocumentPlans(GoldenFile.Options(Layout.Ecs));
        var pieces = Objects[..2].Select(PiecesOf).ToArray();

        Assert.Same(pieces[0], pieces[1]);
        Assert.NotSame(pieces[0], PiecesOf(Objects[2]));

        PiecePlan PiecesOf(ObjectIdentity identity) =>
            plans
                .OfRecord(
                    new ObjectFacts(identity, ObjectName.Parse(identity.Key)),
                    FormatTables.Of(LogFormat.Alb),
                    isHttp: true,
                    isSampled: false
                )
                .Pieces;
    }

    [Fact]
    public void Objects_side_by_side_may_share_them()
    {
        var options = GoldenFile.Options(Layout.Ecs);
        var expected = Objects.Select(identity => DocumentsOf(identity, new DocumentPlans(options))).ToArray();
        for (var round = 0; round < 50; round++)
        {
            var plans = new DocumentPlans(options);
            var documents = new string[Objects.Length][];
            Parallel.For(0, Objects.Length, index => documents[index] = DocumentsOf(Objects[index], plans));
            Assert.Equal(expected, documents);
        }
    }

    /// <summary>The documents of a record and of a line that is none.</summary>
    private static string[] DocumentsOf(ObjectIdentity identity, DocumentPlans plans)
    {
        var writer = new DocumentWriter(plans, identity, ObjectName.Parse(identity.Key), Run.Clock);
        var record = new LogRecord();
        Assert.Equal(ParseOutcome.Parsed, new LineParser(LogFormat.Alb).Parse(Line, record));
        var batch = new Batch();
        batch.Begin(new ObjectTally(identity.Key));
        writer.Write(batch, Line, record, offset: 5);
        writer.WriteMalformed(batch, "no record"u8, FormatTables.Of(LogFormat.Alb), offset: 6, "it is none");
        var documents = Encoding.UTF8.GetString(batch.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        batch.Release();
        Assert.Equal(2, documents.Length);
        return documents;
    }

    private static string? TextAt(JsonElement document, string path) =>
        path.Split('.').Aggregate(document, (element, name) => element.GetProperty(name)).GetString();
}
