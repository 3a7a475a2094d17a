using System.Text;
using LogsProcessor.Functions.Tests.Ship;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Functions.Tests.Check;

public sealed class CheckFunctionTests : CheckFixture
{
    private const string TestEvent = """{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"example-files"}""";

    [Fact]
    public async Task Of_a_batch_only_what_another_attempt_may_help_fails()
    {
        Put("in/schema.json", Schema);
        var good = Put("in/good.csv", "id,name\n1,a\n");
        var bad = Put("in/bad one.csv", "id,name\nx,a\n2,b\n");
        var picture = S3.Put(Bucket, "in/picture.csv", [0x89, .. "PNG\r\n"u8, 0, 0, 0]);

        var (result, summary) = await InvokeAsync(
            Sqs(
                ("good", Created("in/good.csv", good)),
                ("bad", Created("in/bad one.csv", bad)),
                ("test", TestEvent),
                ("poison", "not an event"),
                ("gone", S3Event.ObjectsCreated(Bucket, "in/gone.csv")),
                ("again", Created("in/good.csv", good)),
                ("picture", Created("in/picture.csv", picture))
            )
        );

        Assert.Equal(["poison", "gone"], FailedMessages(result));
        Assert.Equal("id,name,valid,errors\n1,a,true,\n", RowsOf("in/good.csv", good));
        Assert.Equal(
            "id,name,valid,errors\nx,a,false,\"id: type integer\"\n2,b,true,\n",
            RowsOf("in/bad one.csv", bad)
        );
        Assert.Equal("partial", summary.GetProperty("outcome").GetString());
        Assert.Equal(
            (1, 2, 1, 1, 1),
            (
                summary.GetProperty("FilesValid").GetInt32(),
                summary.GetProperty("FilesInvalid").GetInt32(),
                summary.GetProperty("FilesUnchanged").GetInt32(),
                summary.GetProperty("FilesFailed").GetInt32(),
                summary.GetProperty("events").GetProperty("skipped").GetInt32()
            )
        );
        Assert.Equal((3, 2, 1), Rows(summary));
    }

    [Fact]
    public async Task Invalid_file_is_a_completed_run_with_a_report()
    {
        Put("in/schema.json", Schema);
        var content = Put("in/bad.csv", "id,name\n1,a\nx,b\n");

        var (result, summary) = await InvokeAsync(Sqs(("m", Created("in/bad.csv", content))));

        Assert.Empty(FailedMessages(result));
        Assert.Equal("completed", summary.GetProperty("outcome").GetString());
        var report = ReportOf("in/bad.csv", content)!.Value;
        Assert.False(report.GetProperty("valid").GetBoolean());
        Assert.Equal(content.ETag, report.GetProperty("etag").GetString());
        var broken = report.GetProperty("broken")[0];
        Assert.Equal(("id", "type", "integer"), (Text("column"), Text("rule"), Text("expected")));
        Assert.Equal(
            """{"row":2,"line":3,"offset":12,"value":"x"}""",
            broken
                .GetProperty("samples")[0]
                .GetRawText()
                .ReplaceLineEndings("")
                .Replace(" ", "", StringComparison.Ordinal)
        );
        Assert.Equal("id", summary.GetProperty("errors").GetProperty("rules")[0].GetProperty("column").GetString());

        string? Text(string name) => broken.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Empty_file_is_invalid_and_has_a_report()
    {
        Put("in/schema.json", Schema);
        var content = Put("in/empty.csv", "");
        var notified = Created("in/empty.csv", content)
            .Replace("\"key\":", "\"size\":0,\"key\":", StringComparison.Ordinal);

        var (result, summary) = await InvokeAsync(Sqs(("m", notified)));

        Assert.Empty(FailedMessages(result));
        Assert.Equal(1, summary.GetProperty("FilesInvalid").GetInt32());
        Assert.False(ReportOf("in/empty.csv", content)!.Value.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task Redelivery_changes_nothing_even_when_the_file_is_gone()
    {
        Put("in/schema.json", Schema);
        var content = Put("in/a.csv", "id,name\n1,a\n");
        var message = Sqs(("m", Created("in/a.csv", content)));
        await InvokeAsync(message);
        var (keys, writes) = (S3.Keys(Bucket), Writes);
        S3.Fail(FakeS3Fault.NoSuchKey with { When = request => request.Key == "in/a.csv" });

        var (again, summary) = await InvokeAsync(message);

        Assert.Empty(FailedMessages(again));
        Assert.Equal(1, summary.GetProperty("FilesUnchanged").GetInt32());
        Assert.Equal(keys, S3.Keys(Bucket));
        Assert.Equal(writes, Writes);
    }

    [Fact]
    public async Task What_a_killed_run_has_written_stays_and_what_it_had_not_is_added()
    {
        Put("in/schema.json", Schema);
        var content = Put("in/a.csv", "id,name\n1,a\n");
        var rows = $"checked/in/a.csv/{content.ETag}/result.csv.gz";
        var earlier = S3.Put(Bucket, rows, "by an earlier run"u8.ToArray());

        var (result, _) = await InvokeAsync(Sqs(("m", Created("in/a.csv", content))));

        Assert.Empty(FailedMessages(result));
        Assert.Equal(earlier.VersionId, S3.Find(Bucket, rows)!.VersionId);
        Assert.True(ReportOf("in/a.csv", content)!.Value.GetProperty("valid").GetBoolean());
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task New_content_under_the_same_key_is_checked_for_itself()
    {
        Put("in/schema.json", Schema);
        var first = Put("in/a.csv", "id,name\n1,a\n");
        await InvokeAsync(Sqs(("m", Created("in/a.csv", first))));
        var second = Put("in/a.csv", "id,name\nx,a\n");

        var (result, _) = await InvokeAsync(Sqs(("n", S3Event.ObjectsCreated(Bucket, "in/a.csv"))));

        Assert.Empty(FailedMessages(result));
        Assert.EndsWith("1,a,true,\n", RowsOf("in/a.csv", first), StringComparison.Ordinal);
        Assert.EndsWith("x,a,false,\"id: type integer\"\n", RowsOf("in/a.csv", second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_is_that_of_the_longest_prefix()
    {
        S3.Put("schemas", "any.json", Encoding.UTF8.GetBytes(Schema));
        S3.Put("schemas", "text.json", """{"fields":[{"name":"id"},{"name":"name"}]}"""u8.ToArray());
        Start(("SCHEMAS", "in/=s3://schemas/any.json, in/dt=1/=s3://schemas/text.json"), ("CHECK_BUCKET", "results"));
        S3.CreateBucket("results");
        var one = Put("in/a.csv", "id,name\nx,a\n");
        var other = Put("in/dt=1/a.csv", "id,name\nx,a\n");

        await InvokeAsync(Sqs(("m", S3Event.ObjectsCreated(Bucket, "in/a.csv", "in/dt=1/a.csv"))));

        Assert.Contains(",false,", RowsOf("in/a.csv", one, "results"), StringComparison.Ordinal);
        Assert.Contains(",true,", RowsOf("in/dt=1/a.csv", other, "results"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_schema_is_read_anew()
    {
        Put("in/schema.json", Schema);
        var one = Put("in/a.csv", "id,name\nx,a\n");
        await InvokeAsync(Sqs(("m", Created("in/a.csv", one))));
        Put("in/schema.json", """{"fields":[{"name":"id"},{"name":"name"}]}""");
        var other = Put("in/b.csv", "id,name\nx,a\n");

        await InvokeAsync(Sqs(("m", Created("in/b.csv", other))));

        Assert.Contains(",true,", RowsOf("in/b.csv", other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "s3://example-files/in/schema.json: there is no such key")]
    [InlineData("{}", "s3://example-files/in/schema.json: the schema: 'fields' is missing")]
    public async Task File_without_a_schema_that_can_be_used_fails_and_says_which(string? schema, string expected)
    {
        if (schema is not null)
        {
            Put("in/schema.json", schema);
        }

        var content = Put("in/a.csv", "id,name\n1,a\n");

        var (result, summary) = await InvokeAsync(Sqs(("m", Created("in/a.csv", content))));

        Assert.Equal(["m"], FailedMessages(result));
        var failure = summary.GetProperty("failures").GetProperty("lastFew")[0].GetProperty("message").GetString();
        Assert.Contains(expected, failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_and_schemas_are_no_files_to_check()
    {
        var (result, summary) = await InvokeAsync(
            Sqs(
                (
                    "m",
                    S3Event.ObjectsCreated(Bucket, "checked/in/a.csv/e/result.csv.gz", "in/schema.json", "schema.json")
                )
            )
        );

        Assert.Empty(FailedMessages(result));
        Assert.Equal(3, summary.GetProperty("events").GetProperty("skipped").GetInt32());
        Assert.Empty(S3.Requests);
    }

    [Fact]
    public async Task Large_result_goes_out_in_parts_and_is_whole()
    {
        Put("in/schema.json", Schema);
        var random = new Random(7);
        var text = new StringBuilder("id,name\n");
        var name = new byte[30];
        for (var row = 0; row < 400_000; row++)
        {
            random.NextBytes(name);
            text.Append(row).Append(',').Append(Convert.ToBase64String(name)).Append('\n');
        }

        var content = Put("in/large.csv", text.ToString());

        var (result, summary) = await InvokeAsync(Sqs(("m", Created("in/large.csv", content))));

        Assert.Empty(FailedMessages(result));
        Assert.Equal((400_000, 400_000, 0), Rows(summary));
        Assert.Contains(S3.Requests, request => request.Query.ContainsKey("partNumber"));
        Assert.Equal(400_001, RowsOf("in/large.csv", content)!.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Body_that_cannot_be_read_fails_the_message_and_leaves_nothing()
    {
        Put("in/schema.json", Schema);
        var content = Put("in/a.csv", "id,name\n" + string.Concat(Enumerable.Repeat("1,a\n", 10_000)));
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Key == "in/a.csv" });

        var (result, summary) = await InvokeAsync(Sqs(("m", Created("in/a.csv", content))));

        Assert.Equal(["m"], FailedMessages(result));
        Assert.Equal("failed", summary.GetProperty("outcome").GetString());
        Assert.Null(RowsOf("in/a.csv", content));
        Assert.Null(ReportOf("in/a.csv", content));
    }

    [Fact]
    public async Task Results_that_cannot_be_written_fail_the_message_and_no_upload_is_left()
    {
        Put("in/schema.json", Schema);
        var content = Put("in/a.csv", "id,name\n1,a\n");
        S3.Fail(FakeS3Fault.AccessDenied with { When = request => request.Method == "PUT" });

        var (result, summary) = await InvokeAsync(Sqs(("m", Created("in/a.csv", content))));

        Assert.Equal(["m"], FailedMessages(result));
        Assert.Contains(
            "s3:PutObject",
            summary.GetProperty("failures").GetProperty("lastFew")[0].GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task Run_whose_time_is_over_fails_the_message_and_leaves_nothing()
    {
        Put("in/schema.json", Schema);
        var content = Put("in/a.csv", "id,name\n1,a\n");
        S3.Fail(
            new FakeS3Fault
            {
                When = request => request.Key == "in/a.csv",
                StallAfter = 10,
                OnStall = () => Task.Run(Clock.StopReading),
            }
        );

        var (result, summary) = await InvokeAsync(Sqs(("m", Created("in/a.csv", content))), DeadlineClock.Left);

        Assert.Equal(["m"], FailedMessages(result));
        Assert.Equal(
            "the time of the run was over",
            summary.GetProperty("failures").GetProperty("lastFew")[0].GetProperty("message").GetString()
        );
        Assert.Null(ReportOf("in/a.csv", content));
        Assert.Equal(0, S3.OpenUploads);
    }

    [Fact]
    public async Task Event_that_comes_straight_from_S3_ends_as_an_error_when_its_file_fails()
    {
        var (result, summary) = await InvokeAsync(S3Event.ObjectsCreated(Bucket, "in/gone.csv"));

        Assert.Equal("CheckFailed", result.Error!.Type);
        Assert.StartsWith("s3://example-files/in/", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(1, summary.GetProperty("FilesFailed").GetInt32());
    }

    private static (int, int, int) Rows(System.Text.Json.JsonElement summary)
    {
        var rows = summary.GetProperty("rows");
        return (
            rows.GetProperty("read").GetInt32(),
            rows.GetProperty("valid").GetInt32(),
            rows.GetProperty("invalid").GetInt32()
        );
    }
}
