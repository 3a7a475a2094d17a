using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Intake.Moving;
using LogsProcessor.Testing;

namespace LogsProcessor.Intake.Tests.Moving;

public sealed class StagingMoveTests : MoveFixture
{
    [Fact]
    public async Task File_is_in_the_archive_under_its_etag_and_no_longer_where_it_was()
    {
        var item = S3.Put(Uploads, Key, [1, 2, 3]);

        var outcome = await RunAsync(Notified(item));

        Assert.Equal(MoveOutcome.Archived, outcome);
        Assert.Equal(item.Content, S3.Find(Archive, PlaceOf(item))!.Content);
        Assert.Empty(S3.Keys(Uploads));
    }

    [Fact]
    public async Task Event_that_comes_twice_finds_the_file_archived()
    {
        var item = S3.Put(Uploads, Key, [1, 2, 3]);

        await RunAsync(Notified(item));

        Assert.Equal(MoveOutcome.AlreadyArchived, await RunAsync(Notified(item)));
        Assert.Equal([PlaceOf(item)], S3.Keys(Archive));
    }

    [Fact]
    public async Task Event_of_a_replaced_file_moves_the_newer_one()
    {
        var first = S3.Put(Uploads, Key, [1]);
        var second = S3.Put(Uploads, Key, [2]);

        var outcomes = new[] { await RunAsync(Notified(first)), await RunAsync(Notified(second)) };

        Assert.Equal([MoveOutcome.Archived, MoveOutcome.AlreadyArchived], outcomes);
        Assert.Equal([PlaceOf(second)], S3.Keys(Archive));
    }

    [Fact]
    public async Task Event_of_a_file_that_nobody_knows_any_more_is_done()
    {
        S3.CreateBucket(Uploads);

        Assert.Equal(MoveOutcome.Gone, await RunAsync(new ObjectReference(Uploads, Key, "0123")));
    }

    [Theory]
    [InlineData(Uploads, "quarantine/x")]
    [InlineData("logs", Key)]
    public async Task Object_that_was_not_handed_in_is_left_alone(string bucket, string key)
    {
        var item = S3.Put(bucket, key, [1]);

        var outcome = await RunAsync(new ObjectReference(bucket, key, item.ETag));

        Assert.Equal(MoveOutcome.Elsewhere, outcome);
        Assert.Equal(item, S3.Find(bucket, key));
    }

    [Fact]
    public async Task File_that_is_not_accepted_is_in_quarantine_with_a_note()
    {
        var item = S3.Put(Uploads, Key, new byte[MostBytes + 1]);

        var outcome = await RunAsync(Notified(item));

        var place = $"quarantine/{PlaceOf(item)}";
        Assert.Equal(MoveOutcome.Quarantined, outcome);
        Assert.Equal([place, place + ".error.json"], S3.Keys(Uploads));
        Assert.Empty(S3.Keys(Archive));
        using var note = JsonDocument.Parse(S3.Find(Uploads, place + ".error.json")!.Content);
        Assert.Equal("it has 11 bytes; at most 10 are allowed", note.RootElement.GetProperty("reason").GetString());
        Assert.Equal($"s3://{Uploads}/{Key}", note.RootElement.GetProperty("object").GetString());
    }

    [Fact]
    public async Task File_that_fails_is_tried_again_and_at_last_quarantined()
    {
        var item = S3.Put(Uploads, Key, [1]);
        S3.Fail(
            FakeS3Fault.AccessDenied with
            {
                When = request => request.Method == "PUT" && request.Bucket == Archive,
            }
        );

        await Assert.ThrowsAsync<ObjectException>(() => RunAsync(Notified(item), attempt: 1));
        await Assert.ThrowsAsync<ObjectException>(() => RunAsync(Notified(item), attempt: 2));
        Assert.Equal([Key], S3.Keys(Uploads));

        Assert.Equal(MoveOutcome.Quarantined, await RunAsync(Notified(item), attempt: 3));
        var place = $"quarantine/{PlaceOf(item)}";
        Assert.Contains(
            "access denied: the permission s3:GetObject on it and s3:PutObject on s3://archive/",
            Encoding.UTF8.GetString(S3.Find(Uploads, place + ".error.json")!.Content),
            StringComparison.Ordinal
        );
        Assert.Equal([place, place + ".error.json"], S3.Keys(Uploads));
    }

    [Fact]
    public async Task Archive_that_does_not_exist_loses_nothing()
    {
        var item = S3.Put(Uploads, Key, [1]);
        var move = new StagingMove(
            Options with
            {
                ArchiveBucket = "nowhere",
            },
            Objects.OpenMoves(),
            Inspection,
            new QuickClock()
        );

        await Assert.ThrowsAsync<ObjectException>(() => move.RunAsync(Notified(item), 1, CancellationToken.None));

        Assert.Equal(item, S3.Find(Uploads, Key));
    }

    [Fact]
    public async Task Copy_of_another_length_is_not_trusted()
    {
        var item = S3.Put(Uploads, Key, [1, 2, 3]);
        S3.Put(Archive, PlaceOf(item), [1]);

        var exception = await Assert.ThrowsAsync<ObjectException>(() => RunAsync(Notified(item)));

        Assert.EndsWith("has 1 bytes instead of 3; nothing was deleted", exception.Message, StringComparison.Ordinal);
        Assert.Equal(item, S3.Find(Uploads, Key));
    }

    [Fact]
    public async Task Redrive_hands_in_anew_what_is_in_quarantine()
    {
        var item = S3.Put(Uploads, Key, new byte[MostBytes + 1]);
        await RunAsync(Notified(item));

        var redriven = await RedriveAsync();

        Assert.Null(Assert.Single(redriven).Fault);
        Assert.Equal([Key], S3.Keys(Uploads));
        Assert.Equal(item.Content, S3.Find(Uploads, Key)!.Content);
        Assert.Empty(await RedriveAsync());
    }

    [Fact]
    public async Task Redrive_leaves_a_newer_file_alone_and_the_old_one_in_quarantine()
    {
        var item = S3.Put(Uploads, Key, new byte[MostBytes + 1]);
        await RunAsync(Notified(item));
        var newer = S3.Put(Uploads, Key, [1]);

        var redriven = Assert.Single(await RedriveAsync());

        Assert.Equal($"there is another file at s3://{Uploads}/{Key}", redriven.Fault);
        Assert.Equal(newer, S3.Find(Uploads, Key));
        Assert.Equal(item.Content, S3.Find(Uploads, $"quarantine/{PlaceOf(item)}")!.Content);
    }

    [Fact]
    public async Task Redrive_that_broke_off_behind_its_copy_is_brought_to_its_end()
    {
        var item = S3.Put(Uploads, Key, new byte[MostBytes + 1]);
        await RunAsync(Notified(item));
        S3.Put(Uploads, Key, item.Content);

        Assert.Null(Assert.Single(await RedriveAsync()).Fault);
        Assert.Equal([Key], S3.Keys(Uploads));
    }

    [Fact]
    public async Task Redrive_leaves_alone_what_no_move_has_brought()
    {
        S3.Put(Uploads, "quarantine/by-hand.csv", [1]);

        Assert.Equal("its key is not one that a move makes", Assert.Single(await RedriveAsync()).Fault);
        Assert.Equal(["quarantine/by-hand.csv"], S3.Keys(Uploads));
    }

    private async Task<List<RedrivenFile>> RedriveAsync()
    {
        var redriven = new List<RedrivenFile>();
        await foreach (var file in new QuarantineRedrive(Options, Objects).RunAsync("", CancellationToken.None))
        {
            redriven.Add(file);
        }

        return redriven;
    }
}
