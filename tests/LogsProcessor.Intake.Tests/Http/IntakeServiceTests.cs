using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;
using LogsProcessor.Intake.Callers;
using LogsProcessor.Intake.Http;
using LogsProcessor.Intake.Keys;
using LogsProcessor.Intake.Tests.Signing;
using LogsProcessor.Testing;

namespace LogsProcessor.Intake.Tests.Http;

/// <summary>What the endpoint answers, before a store that is asked as little as possible.</summary>
public sealed class IntakeServiceTests : IAsyncLifetime
{
    private static readonly Caller Alice = Caller.Named("alice");

    private FakeS3 _s3 = null!;
    private IntakeService Service { get; set; } = null!;

    public async Task InitializeAsync()
    {
        _s3 = await FakeS3.StartAsync();
        _s3.CreateBucket("uploads");
        var options = new IntakeOptions
        {
            Bucket = "uploads",
            MostBytes = 1_000_000_000,
            S3 = new S3Options { Endpoint = _s3.Endpoint, ForcePathStyle = true },
        };
        var objects = new S3Objects(options.S3, new QuickClock(), () => new BasicAWSCredentials("example", "example"));
        var keys = new FixedKeys(FixedKeys.Lasting);
        var signer = new UploadSigner(options.S3, keys, options.Lifetime, new QuickClock());
        Service = new IntakeService(options, new QuickClock(), objects, role: null, signer);
    }

    public async Task DisposeAsync()
    {
        Service.Dispose();
        await _s3.DisposeAsync();
    }

    [Theory]
    [InlineData("POST", "/uploads")]
    [InlineData("POST", "/uploads/x/parts")]
    [InlineData("GET", "/uploads/x/parts")]
    [InlineData("POST", "/uploads/x/complete")]
    [InlineData("DELETE", "/uploads/x")]
    public async Task Nobody_is_answered_nothing(string method, string path)
    {
        var answer = await AskAsync(method, path, "{}", caller: null);

        Assert.Equal((401, """{"error":"nobody has said who is calling"}"""), (answer.Status, answer.Body));
        Assert.Empty(_s3.Requests);
    }

    [Theory]
    [InlineData("/uploads/{0}/parts", "POST")]
    [InlineData("/uploads/{0}/parts", "GET")]
    [InlineData("/uploads/{0}/complete", "POST")]
    [InlineData("/uploads/{0}", "DELETE")]
    public async Task Upload_of_another_is_as_good_as_none(string path, string method)
    {
        string[] keys = ["in/bob/x.csv", "in/alice2/x.csv", "in/alice/../bob/x.csv", "archive/x.csv", "in/alice"];
        foreach (var key in keys)
        {
            var handle = new UploadHandle(key, "upload", 10).ToText();

            var answer = await AskAsync(method, path.Replace("{0}", handle, StringComparison.Ordinal), "{}", Alice);

            Assert.Equal((404, """{"error":"there is no such upload"}"""), (answer.Status, answer.Body));
        }

        Assert.Empty(_s3.Requests);
    }

    [Fact]
    public async Task Handle_of_a_file_that_is_too_large_is_none()
    {
        var handle = new UploadHandle("in/alice/x.csv", "upload", 1_000_000_001).ToText();

        Assert.Equal(404, (await AskAsync("GET", $"/uploads/{handle}/parts", "", Alice)).Status);
    }

    [Theory]
    [InlineData(
        "{}",
        "'name' has to be the file's name; 'size' has to be the file's length in bytes, from 1 to 1000000000"
    )]
    [InlineData("""{"name":"x","size":0}""", "'size' has to be the file's length in bytes, from 1 to 1000000000")]
    [InlineData(
        """{"name":"x","size":1000000001}""",
        "'size' has to be the file's length in bytes, from 1 to 1000000000"
    )]
    [InlineData("""{"name":"x","size":1,"type":"none"}""", "'type' has to be a content type, as in text/csv")]
    [InlineData(
        """{"name":"x","size":1,"type":"text/csv\r\nx-amz-acl: public-read"}""",
        "'type' has to be a content type, as in text/csv"
    )]
    [InlineData("""{"name":"x","size":1,"sha256":"ab"}""", "'sha256' has to be 32 bytes in hex or Base64")]
    [InlineData("""{"name":"x","size":1,"by":"fax"}""", "'by' may be put, post or parts")]
    [InlineData("""{"name":"x","size":1,"by":"sts"}""", "'by' may be put, post or parts")]
    [InlineData(
        """{"name":"x","size":"1"}""",
        """the body is not what is wanted: {"name":"report.csv","size":1234,"type":"text/csv"}"""
    )]
    [InlineData("null", """the body is not what is wanted: {"name":"report.csv","size":1234,"type":"text/csv"}""")]
    [InlineData("not JSON", """the body is not what is wanted: {"name":"report.csv","size":1234,"type":"text/csv"}""")]
    public async Task Question_with_faults_is_told_all_of_them(string body, string fault)
    {
        var answer = await AskAsync("POST", "/uploads", body, Alice);

        Assert.Equal((400, fault), (answer.Status, Text(answer, "error")));
    }

    [Theory]
    [InlineData(16 * 1024 * 1024, "put")]
    [InlineData((16 * 1024 * 1024) + 1, "parts")]
    public async Task Large_files_go_in_parts(int size, string by)
    {
        var answer = await AskAsync("POST", "/uploads", $$"""{"name":"x.csv","size":{{size}}}""", Alice);

        Assert.Equal((201, by), (answer.Status, Text(answer, "by")));
        Assert.StartsWith("in/alice/2026/03/04/", Text(answer, "key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_is_signed_for_a_quarter_of_an_hour_with_every_header_that_binds_it()
    {
        var sha256 = new string('a', 64);

        var answer = await AskAsync("POST", "/uploads", $$"""{"name":"x","size":5,"sha256":"{{sha256}}"}""", Alice);

        Assert.Equal("2026-03-04T05:21:07+00:00", Text(answer, "expiresAt"));
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            [
                "Content-Length: 5",
                "Content-Type: application/octet-stream",
                "If-None-Match: *",
                $"x-amz-checksum-sha256: {Convert.ToBase64String(Convert.FromHexString(sha256))}",
            ],
            json.RootElement.GetProperty("headers").EnumerateObject().Select(it => $"{it.Name}: {it.Value}")
        );
        Assert.Empty(_s3.Requests);
    }

    [Theory]
    [InlineData("""{"parts":[]}""", "'parts' has to name 1 to 100 parts")]
    [InlineData("""{}""", "'parts' has to name 1 to 100 parts")]
    [InlineData(
        """{"parts":[{"number":3,"sha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}]}""",
        "part 3: 'number' has to be 1 to 2, and 'sha256' 32 bytes in hex or Base64"
    )]
    [InlineData(
        """{"parts":[{"number":0,"sha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}]}""",
        "part 0: 'number' has to be 1 to 2, and 'sha256' 32 bytes in hex or Base64"
    )]
    [InlineData(
        """{"parts":[{"number":1}]}""",
        "part 1: 'number' has to be 1 to 2, and 'sha256' 32 bytes in hex or Base64"
    )]
    public async Task Parts_that_are_none_are_not_signed(string body, string fault)
    {
        var handle = new UploadHandle("in/alice/x.csv", "upload", (8 * 1024 * 1024) + 1).ToText();

        var answer = await AskAsync("POST", $"/uploads/{handle}/parts", body, Alice);

        Assert.Equal((400, fault), (answer.Status, Text(answer, "error")));
    }

    [Theory]
    [InlineData("PUT", "/", 405)]
    [InlineData("GET", "/uploads", 405)]
    [InlineData("PATCH", "/uploads/x/parts", 405)]
    [InlineData("GET", "/etc/passwd", 404)]
    [InlineData("POST", "/uploads/x/parts/1", 404)]
    public async Task Other_requests_are_refused(string method, string path, int status) =>
        Assert.Equal(status, (await AskAsync(method, path, "", Alice)).Status);

    [Fact]
    public async Task Fault_of_the_store_is_for_the_log_and_not_for_the_caller()
    {
        _s3.Fail(FakeS3Fault.AccessDenied);

        var answer = await AskAsync("POST", "/uploads", """{"name":"x","size":5,"by":"parts"}""", Alice);

        Assert.Equal(502, answer.Status);
        Assert.Equal("the storage cannot be used at the moment; try again later", Text(answer, "error"));
        Assert.Contains("access denied: the permission s3:PutObject is needed", answer.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_may_speak_to_nobody_but_the_service_and_the_store()
    {
        var answer = await AskAsync("GET", "/", "", caller: null);

        var policy = answer.Headers.Single(header => header.Key == "Content-Security-Policy").Value;
        Assert.Contains("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains(
            $"connect-src 'self' {_s3.Endpoint.GetLeftPart(UriPartial.Authority)};",
            policy,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=", answer.Body);
    }

    [Fact]
    public async Task Answers_are_kept_by_nobody() =>
        Assert.Contains(
            new KeyValuePair<string, string>("Cache-Control", "no-store"),
            (await AskAsync("POST", "/uploads", """{"name":"x","size":5}""", Alice)).Headers
        );

    private Task<IntakeResponse> AskAsync(string method, string path, string body, Caller? caller) =>
        Service.AnswerAsync(
            new IntakeRequest(method, path, Encoding.UTF8.GetBytes(body), caller),
            CancellationToken.None
        );

    private static string Text(IntakeResponse answer, string name)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.GetProperty(name).GetString()!;
    }
}
