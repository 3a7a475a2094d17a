using System.Text;
using System.Text.Json;
using LogsProcessor.Aws.Events;
using LogsProcessor.Clone.Jobs;
using LogsProcessor.Clone.Reporting;
using LogsProcessor.Testing;

namespace LogsProcessor.Clone.Tests.Jobs;

/// <summary>A job bucket beside the two of the clone.</summary>
public abstract class JobFixture : CloneFixture
{
    protected const string JobBucket = "example-jobs";
    protected const string RequestKey = "in/first.clone-request.json";

    protected const string Request =
        """{"id":"first","source":{"name":"example-source"},"destination":{"name":"example-destination"}}""";

    private protected static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    private protected CloneTally Tally { get; } = new();

    private protected CloneJobs NewJobs(int segmentObjects = 10) =>
        new(Objects, new CloneOptions { SegmentObjects = segmentObjects, Parallel = 8 }, LeaseTime, Clock);

    private protected Task<JobStep> PlanAsync(
        CloneJobs jobs,
        string request = Request,
        CancellationToken stop = default
    )
    {
        S3.Put(JobBucket, RequestKey, Encoding.UTF8.GetBytes(request));
        return jobs.PlanAsync(new ObjectReference(JobBucket, RequestKey), stop, CancellationToken.None);
    }

    private protected Task<JobStep> CopyAsync(
        CloneJobs jobs,
        int segment,
        string owner = "worker",
        CancellationToken stop = default,
        CancellationToken cancel = default
    ) =>
        jobs.CopyAsync(
            new ObjectReference(JobBucket, $"clones/first/segments/{segment:D6}.segment-request.json"),
            owner,
            Tally,
            stop,
            cancel
        );

    private protected string[] SegmentRequests =>
        [.. S3.Keys(JobBucket).Where(key => key.EndsWith(JobKeys.SegmentRequestSuffix, StringComparison.Ordinal))];

    private protected JsonElement Read(string key)
    {
        using var json = JsonDocument.Parse(S3.Find(JobBucket, key)!.Content);
        return json.RootElement.Clone();
    }

    private protected bool Has(string key) => S3.Find(JobBucket, key) is not null;

    /// <summary>What happens before the so manieth copy, and before all behind it: none overtakes it.</summary>
    private protected void BeforeCopy(int number, Func<Task> act)
    {
        var copies = 0;
        var once = new Lazy<Task>(act);
        S3.Fail(
            new FakeS3Fault
            {
                When = request =>
                    request.Header("x-amz-copy-source") is not null && Interlocked.Increment(ref copies) >= number,
                Before = () => once.Value,
            }
        );
    }
}
