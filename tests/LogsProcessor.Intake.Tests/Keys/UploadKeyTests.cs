using LogsProcessor.Aws.Events;
using LogsProcessor.Intake.Callers;
using LogsProcessor.Intake.Keys;
using LogsProcessor.Intake.Tests.Signing;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Intake.Tests.Keys;

public sealed class UploadKeyTests
{
    private static readonly Caller Caller = Caller.Named("partner-a");

    [Theory]
    [InlineData("report.csv", "report.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\a b.csv", "a_b.csv")]
    [InlineData("..", "_")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("a..b", "a_b")]
    [InlineData("folder/", "file")]
    [InlineData("é*?${x}.csv", "_____x_.csv")]
    [InlineData("x.error.json", "x.error.json.file")]
    [InlineData("x.checkpoint.json", "x.checkpoint.json.file")]
    [InlineData("ELBAccessLogTestFile", "ELBAccessLogTestFile.file")]
    public void Name_keeps_what_is_safe(string name, string safe) => Assert.Equal(safe, SafeName.Of(name));

    [Fact]
    public void Long_name_keeps_its_end()
    {
        var safe = SafeName.Of(new string('a', 500) + ".csv");

        Assert.Equal(100, safe.Length);
        Assert.EndsWith("a.csv", safe, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_is_of_caller_date_and_a_name_that_nobody_had()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => New("x.csv")).ToHashSet();

        Assert.Equal(1000, keys.Count);
        Assert.All(
            keys,
            key => Assert.Matches("^in/partner-a/2026/03/04/01KJVKTCGR[0-9A-HJKMNP-TV-Z]{16}/x\\.csv$", key)
        );
    }

    [Theory]
    [InlineData("x.error.json")]
    [InlineData("x.checkpoint.json")]
    [InlineData("ELBAccessLogTestFile")]
    [InlineData("%2e%2e+x.csv")]
    public void Event_of_whatever_name_is_not_passed_over(string name)
    {
        var key = New(name);

        var received = EventReader.Read(System.Text.Encoding.UTF8.GetBytes(S3Event.ObjectsCreated("uploads", key)));

        Assert.Equal(key, Assert.Single(Assert.Single(received.Messages).Objects).Key);
    }

    [Theory]
    [InlineData("in/partner-a/2026/x.csv", true)]
    [InlineData("in/partner-a2/2026/x.csv", false)]
    [InlineData("in/partner-b/2026/x.csv", false)]
    [InlineData("in/partner-a/../partner-b/x.csv", false)]
    [InlineData("archive/in/partner-a/x.csv", false)]
    [InlineData("in/partner-a", false)]
    public void Key_is_of_the_caller_whose_folder_it_is_in(string key, bool isOf) =>
        Assert.Equal(isOf, UploadKey.IsOf("in/", Caller, key));

    [Theory]
    [InlineData("in/", true)]
    [InlineData("a/b-c_d.e/", true)]
    [InlineData("in", false)]
    [InlineData("/in/", false)]
    [InlineData("a//b/", false)]
    [InlineData("a/../b/", false)]
    [InlineData("a b/", false)]
    [InlineData("", false)]
    public void Prefix_is_a_folder_of_plain_characters(string prefix, bool isPrefix) =>
        Assert.Equal(isPrefix, UploadKey.IsPrefix(prefix));

    [Theory]
    [InlineData(1, 8, 1, 1)]
    [InlineData(8, 8, 1, 8)]
    [InlineData(9, 8, 2, 1)]
    [InlineData(16, 8, 2, 8)]
    public void File_is_cut_into_parts(long mebibytes, long partMebibytes, int count, long last)
    {
        const long mebibyte = 1024 * 1024;

        var plan = PartPlan.Of(mebibytes * mebibyte, partMebibytes * mebibyte);

        Assert.Equal((count, last * mebibyte), (plan.Count, plan.LengthOf(plan.Count)));
    }

    [Theory]
    [InlineData(80L * 1024 * 1024 * 1024 * 1024)]
    [InlineData((10_000L * 8 * 1024 * 1024) + 1)]
    [InlineData(10_000L * 8 * 1024 * 1024)]
    public void Large_file_is_cut_into_no_more_parts_than_are_allowed(long size)
    {
        var plan = PartPlan.Of(size, 8 * 1024 * 1024);

        Assert.InRange(plan.Count, 1, 10_000);
        Assert.Equal(size, Enumerable.Range(1, plan.Count).Sum(plan.LengthOf));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no handle")]
    [InlineData("e30")]
    [InlineData("bnVsbA")]
    public void Text_that_is_no_handle_is_none(string text) => Assert.Null(UploadHandle.Parse(text));

    [Fact]
    public void Handle_is_read_as_it_was_written()
    {
        var handle = new UploadHandle("in/partner-a/x.csv", "a/+=b", 123);

        Assert.Equal(handle, UploadHandle.Parse(handle.ToText()));
        Assert.Matches("^[A-Za-z0-9_-]+$", handle.ToText());
    }

    private static string New(string name) => UploadKey.New("in/", Caller, name, ManualClock.Start);
}
