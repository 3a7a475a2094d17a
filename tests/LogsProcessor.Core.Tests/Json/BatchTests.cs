using LogsProcessor.Core.Json;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Tests.Json;

public sealed class BatchTests
{
    [Fact]
    public void A_batch_is_filled_where_it_has_room_of_its_own_and_after_a_great_document_again()
    {
        var room = new byte[Batch.BufferBytes];
        var tally = new RunSummary(new RunIdentity(), TimeProvider.System).Begin("some.log");
        var batch = new Batch(room);

        batch.Begin(tally);
        batch.Buffer[0] = 1;
        Assert.Equal(1, room[0]);

        batch.Grow(used: 1, needed: 2 * Batch.BufferBytes);
        Assert.Equal(1, batch.Buffer[0]);
        Assert.True(batch.Buffer.Length > 2 * Batch.BufferBytes);
        room[0] = 2;
        Assert.Equal(1, batch.Buffer[0]);

        batch.Clear();
        batch.Begin(tally);
        Assert.Equal((2, Batch.BufferBytes), (batch.Buffer[0], batch.Buffer.Length));
    }
}
