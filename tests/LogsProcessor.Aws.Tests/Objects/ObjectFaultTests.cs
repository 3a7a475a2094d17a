using Amazon.Runtime;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Testing;

namespace LogsProcessor.Aws.Tests.Objects;

public sealed class ObjectFaultTests : S3ObjectsFixture
{
    public static TheoryData<int, string, string, string> Answers { get; } =
        new()
        {
            { 404, "NoSuchKey", "x", "there is no such key" },
            { 404, "NoSuchBucket", "x", "there is no such bucket" },
            { 404, "NoSuchVersion", "x", "there is no such version" },
            { 404, "", "", "there is no such bucket or key" },
            {
                403,
                "AccessDenied",
                "Access Denied",
                "access denied: the permission s3:GetObject is needed (without s3:ListBucket, a missing key looks the same)"
            },
            {
                403,
                "AccessDenied",
                "User: arn:aws:sts::111122223333:assumed-role/x is not authorized to perform: kms:Decrypt",
                "access denied: the permission kms:Decrypt on the object's key is needed"
            },
            { 403, "InvalidAccessKeyId", "x", "the AWS credentials are not valid (InvalidAccessKeyId)" },
            { 403, "SignatureDoesNotMatch", "x", "the AWS credentials are not valid (SignatureDoesNotMatch)" },
            { 400, "ExpiredToken", "x", "the AWS credentials have expired" },
            { 403, "RequestTimeTooSkewed", "x", "this machine's clock is wrong by more than 15 minutes" },
            { 403, "InvalidObjectState", "x", "the object is archived; it has to be restored before it can be read" },
            { 301, "PermanentRedirect", "x", OtherRegion },
            { 400, "AuthorizationHeaderMalformed", "x", OtherRegion },
            { 418, "Odd", "first\nsecond", "S3 answered 418 Odd: first second" },
            { 503, "SlowDown", "x", "S3 is busy (503 SlowDown), after 5 attempts" },
            { 500, "InternalError", "x", "S3 failed (500 InternalError), after 5 attempts" },
        };

    private const string OtherRegion = "the bucket is not in region 'us-east-1'; set AWS_REGION to the bucket's region";

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Error_answer_is_one_clear_line(int status, string code, string message, string said)
    {
        S3.Put(Bucket, "x.log", [1]);
        S3.Fail(FakeS3Fault.Error(status, code, message));

        Assert.Equal($"s3://example-logs/x.log: {said}", await MessageOfOpeningAsync("x.log"));
    }

    [Fact]
    public async Task Missing_key_is_said()
    {
        S3.CreateBucket(Bucket);

        Assert.Equal("s3://example-logs/x.log: there is no such key", await MessageOfOpeningAsync("x.log"));
    }

    [Fact]
    public async Task Missing_bucket_is_said() =>
        Assert.Equal("s3://example-logs/x.log: there is no such bucket", await MessageOfOpeningAsync("x.log"));

    [Fact]
    public async Task Bucket_that_may_not_be_listed_names_the_permission()
    {
        S3.Fail(FakeS3Fault.AccessDenied);

        var exception = await Assert.ThrowsAsync<ObjectException>(async () =>
            await Objects.ListAsync(Bucket, "logs/").GetAsyncEnumerator().MoveNextAsync()
        );

        Assert.Equal(
            "s3://example-logs/logs/: access denied: the permission s3:ListBucket is needed",
            exception.Message
        );
    }

    [Fact]
    public async Task Endpoint_where_nobody_listens_is_named()
    {
        var port = Loopback.FreePort();
        using var objects = Connect(
            new S3Options { Endpoint = new Uri($"http://127.0.0.1:{port}"), ForcePathStyle = true }
        );

        Assert.Equal(
            $"s3://example-logs/x.log: S3 at 127.0.0.1:{port} cannot be reached: Connection refused",
            await MessageOfOpeningAsync("x.log", objects)
        );
    }

    [Fact]
    public async Task Body_that_is_cut_is_said_with_the_place()
    {
        S3.Put(Bucket, "x.log", new byte[100_000]);
        S3.Fail(new FakeS3Fault { CutAfter = 1000, Times = 1 });
        S3.Fail(new FakeS3Fault { CutAfter = 0 });
        var opened = await OpenAsync("x.log");

        var exception = await Assert.ThrowsAsync<ObjectException>(() => ReadAsync(opened));

        Assert.StartsWith(
            "s3://example-logs/x.log: the connection broke (",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith("), after 1000 bytes of the object (5 attempts)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_that_stalls_is_given_up()
    {
        S3.Put(Bucket, "x.log", new byte[100_000]);
        S3.Fail(new FakeS3Fault { StallAfter = 0 });
        using var objects = Connect(
            new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true },
            new QuickClock { IsStalled = true }
        );
        var opened = await objects.Get(new ObjectReference(Bucket, "x.log")).OpenAsync(CancellationToken.None);

        var exception = await Assert.ThrowsAsync<ObjectException>(() => ReadAsync(opened));

        Assert.Equal(
            "s3://example-logs/x.log: nothing came for 30 s, after 0 bytes of the object (5 attempts)",
            exception.Message
        );
    }

    [Fact]
    public async Task Answer_that_does_not_come_is_given_up()
    {
        var never = new TaskCompletionSource();
        S3.Fail(new FakeS3Fault { Before = () => never.Task });
        using var objects = Connect(
            new S3Options
            {
                Endpoint = S3.Endpoint,
                ForcePathStyle = true,
                ProgressTimeout = TimeSpan.FromMilliseconds(1),
            }
        );

        Assert.Equal(
            $"s3://example-logs/x.log: S3 at 127.0.0.1:{S3.Endpoint.Port} did not answer within 0.001 s (5 attempts)",
            await MessageOfOpeningAsync("x.log", objects)
        );
        never.SetResult();
    }

    [Fact]
    public async Task Missing_credentials_are_said_on_one_line()
    {
        using var objects = new S3Objects(
            new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true },
            TimeProvider.System,
            () => throw new AmazonClientException("Exception 1 of 4:\nException 2 of 4:")
        );

        Assert.Equal(NoCredentials, await MessageOfOpeningAsync("x.log", objects));
        Assert.Empty(S3.Requests);
    }

    [Fact]
    public async Task Search_for_credentials_is_given_up_in_time()
    {
        using var never = new ManualResetEventSlim();
        using var objects = new S3Objects(
            new S3Options { Endpoint = S3.Endpoint, ForcePathStyle = true },
            new ImpatientClock(new S3Options().CredentialsTimeout),
            () =>
            {
                never.Wait();
                return new AnonymousAWSCredentials();
            }
        );

        Assert.Equal(NoCredentials, await MessageOfOpeningAsync("x.log", objects));
        never.Set();
    }

    private const string NoCredentials =
        "s3://example-logs/x.log: no AWS credentials were found; give them by the environment (AWS_ACCESS_KEY_ID and "
        + "AWS_SECRET_ACCESS_KEY), a profile (AWS_PROFILE) or a role";

    private async Task<string> MessageOfOpeningAsync(string key, S3Objects? objects = null)
    {
        var source = (objects ?? Objects).Get(new ObjectReference(Bucket, key));
        var exception = await Assert.ThrowsAsync<ObjectException>(async () =>
            await source.OpenAsync(CancellationToken.None)
        );
        return exception.Message;
    }
}
