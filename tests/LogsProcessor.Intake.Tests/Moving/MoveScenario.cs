using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Intake.Moving;
using LogsProcessor.Testing;

namespace LogsProcessor.Intake.Tests.Moving;

/// <summary>What befalls one request of a move.</summary>
public enum MoveFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process ends before the request has an effect.</summary>
    EndsBefore,

    /// <summary>The process ends when the request has had its effect.</summary>
    EndsBehind,

    /// <summary>The request has its effect, and its answer is lost.</summary>
    LosesAnswer,
}

/// <summary>One file, one fault, and one moment at which a newer file arrives under the same key.</summary>
/// <param name="s3">The store.</param>
/// <param name="move">What moves.</param>
/// <param name="key">The file's key.</param>
/// <param name="isVersioned">Whether the bucket keeps versions, and events name them.</param>
internal sealed class MoveScenario(FakeS3 s3, StagingMove move, string key, bool isVersioned) : IDisposable
{
    private const string Bucket = "uploads";
    private const int MostDeliveries = 12;

    private readonly CancellationTokenSource _end = new();
    private readonly FakeS3Object _first = s3.Put(Bucket, key, [1]);
    private FakeS3Object? _second;
    private int _requests;

    /// <summary>Delivers events until each is done; one that fails is delivered again, behind the others.</summary>
    /// <param name="events">Which file each is of: 1, or 2 for the newer one, which has arrived by then.</param>
    /// <param name="fault">What befalls a request.</param>
    /// <param name="at">Which request that is, from 1.</param>
    /// <param name="arrival">The request before which the newer file arrives, if there are events of it.</param>
    internal async Task RunAsync(string events, MoveFault fault, int at, int arrival)
    {
        var isReplaced = events.Contains('2', StringComparison.Ordinal);
        s3.Heal();
        s3.Fail(
            new FakeS3Fault
            {
                // It counts, and fits none.
                When = _ =>
                {
                    if (++_requests == arrival && isReplaced)
                    {
                        Arrive();
                    }

                    return false;
                },
            }
        );
        s3.Fail(Fault(fault) with { When = _ => _requests == at && fault != MoveFault.None, Times = 1 });
        var queue = new Queue<char>(events);
        for (var deliveries = 0; queue.TryDequeue(out var which); deliveries++)
        {
            Assert.True(deliveries < MostDeliveries, "events are delivered again and again");
            if (!await DeliverAsync(which == '2' ? Arrive() : _first))
            {
                queue.Enqueue(which);
            }
        }
    }

    /// <summary>Judges where things are now.</summary>
    internal void Judge(IEnumerable<string> inspected, string scenario)
    {
        var archived = s3.Keys("archive").Where(it => it.StartsWith(FolderOf(key), StringComparison.Ordinal)).ToList();
        var first = PlaceOf(_first);
        string[] wanted =
            _second is null ? [first]
            : isVersioned || archived.Contains(first) ? [first, PlaceOf(_second)]
            : [PlaceOf(_second)];

        Assert.True(wanted.Order().SequenceEqual(archived), $"{scenario}: archived is {string.Join(", ", archived)}");
        Assert.True(s3.Find(Bucket, key) is null, $"{scenario}: something is left");
        Assert.DoesNotContain(s3.Keys(Bucket), it => it.StartsWith("quarantine/", StringComparison.Ordinal));
        foreach (
            var item in (_second is null ? [_first] : new[] { _first, _second }).Where(it =>
                archived.Contains(PlaceOf(it))
            )
        )
        {
            Assert.True(inspected.Contains(item.ETag), $"{scenario}: a file was archived that was not inspected");
            Assert.Equal(item.Content, s3.Find("archive", PlaceOf(item))!.Content);
        }
    }

    public void Dispose() => _end.Dispose();

    private FakeS3Object Arrive() => _second ??= s3.Put(Bucket, key, [2]);

    private FakeS3Fault Fault(MoveFault fault) =>
        fault switch
        {
            MoveFault.EndsBefore => FakeS3Fault.AccessDenied with { Before = _end.CancelAsync },
            MoveFault.EndsBehind => new FakeS3Fault { InsteadOfAnswer = _end.Cancel },
            _ => new FakeS3Fault { InsteadOfAnswer = () => { } },
        };

    private async Task<bool> DeliverAsync(FakeS3Object item)
    {
        // Behind its end, another process goes on.
        var end = _end.IsCancellationRequested ? CancellationToken.None : _end.Token;
        var version = isVersioned ? item.VersionId : null;
        try
        {
            await move.RunAsync(new ObjectReference(Bucket, key, item.ETag, item.Content.Length, version), 1, end);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectException)
        {
            return false;
        }
    }

    private string PlaceOf(FakeS3Object item) => $"{FolderOf(key)}{item.ETag}/x.csv";

    private static string FolderOf(string key) => key[..(key.LastIndexOf('/') + 1)];
}
