using System.Security.Cryptography;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;
using LogsProcessor.Intake.Tests.StandIn;

namespace LogsProcessor.Intake.Tests.Signing;

/// <summary>What is signed, against a store that holds it to every condition.</summary>
public sealed class UploadSignerTests
{
    private const string Bucket = "uploads";

    private static readonly byte[] File = "a,b\n1,2\n"u8.ToArray();
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private static readonly UploadContent Content = new(
        Bucket,
        "in/partner-a/x.csv",
        File.Length,
        "text/csv",
        Convert.ToBase64String(SHA256.HashData(File))
    );

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData("as it is", 200)]
    [InlineData("expired", 403)]
    [InlineData("another key", 403)]
    [InlineData("another method", 403)]
    [InlineData("another type", 403)]
    [InlineData("another length", 403)]
    [InlineData("without the condition", 403)]
    [InlineData("without the checksum", 403)]
    [InlineData("a longer body", 400)]
    [InlineData("another body", 400)]
    public async Task Signed_put_is_taken_only_as_it_was_signed(string change, int status)
    {
        var signed = await Signer().SignPutAsync(Content, CancellationToken.None);
        var headers = signed.Fields.ToDictionary();
        _ = change switch
        {
            "another type" => headers["Content-Type"] = "text/html",
            "another length" => headers["Content-Length"] = "9",
            _ => "",
        };
        _ = change == "without the condition" && headers.Remove("If-None-Match");
        _ = change == "without the checksum" && headers.Remove("x-amz-checksum-sha256");
        var url = change == "another key" ? signed.Url.Replace("x.csv", "y.csv", StringComparison.Ordinal) : signed.Url;

        var answer = Store(isLate: change == "expired")
            .Put(change == "another method" ? "DELETE" : "PUT", url, headers, BodyFor(change));

        Assert.Equal(status, answer);
    }

    [Fact]
    public async Task Of_two_that_put_under_one_key_one_is_taken()
    {
        var signed = await Signer().SignPutAsync(Content, CancellationToken.None);
        var store = Store(isLate: false);

        Assert.Equal(200, store.Put("PUT", signed.Url, signed.Fields.ToDictionary(), File));
        Assert.Equal(412, store.Put("PUT", signed.Url, signed.Fields.ToDictionary(), File));
    }

    [Theory]
    [InlineData("as it is", 204)]
    [InlineData("expired", 403)]
    [InlineData("another key", 403)]
    [InlineData("another bucket", 403)]
    [InlineData("another type", 403)]
    [InlineData("another policy", 403)]
    [InlineData("one field more", 403)]
    [InlineData("without the checksum", 403)]
    [InlineData("a longer body", 400)]
    [InlineData("another body", 400)]
    public async Task Signed_form_is_taken_only_as_it_was_signed(string change, int status)
    {
        var signed = await Signer().SignPostAsync(Content, CancellationToken.None);
        var fields = signed.Fields.ToDictionary();
        _ = change switch
        {
            "another key" => fields["key"] = "in/partner-b/x.csv",
            "another type" => fields["Content-Type"] = "text/html",
            "another policy" => fields["policy"] = Convert.ToBase64String("{}"u8),
            "one field more" => fields["acl"] = "public-read",
            _ => "",
        };
        _ = change == "without the checksum" && fields.Remove("x-amz-checksum-sha256");

        var answer = Store(isLate: change == "expired")
            .Post(change == "another bucket" ? "logs" : Bucket, fields, BodyFor(change));

        Assert.Equal(status, answer);
    }

    [Theory]
    [InlineData("as it is", 200)]
    [InlineData("expired", 403)]
    [InlineData("another number", 403)]
    [InlineData("another upload", 403)]
    [InlineData("another length", 403)]
    [InlineData("a longer body", 400)]
    [InlineData("another body", 400)]
    public async Task Signed_part_is_taken_only_as_it_was_signed(string change, int status)
    {
        UploadPart part = new(3, File.Length, Content.Sha256!);
        var signed = (
            await Signer().SignPartsAsync(Bucket, Content.Key, "upload", [part], CancellationToken.None)
        ).Single();
        var headers = signed.Fields.ToDictionary();
        _ = change == "another length" ? headers["Content-Length"] = "9" : "";
        var url = change switch
        {
            "another number" => signed.Url.Replace("partNumber=3", "partNumber=4", StringComparison.Ordinal),
            "another upload" => signed.Url.Replace("uploadId=upload", "uploadId=other", StringComparison.Ordinal),
            _ => signed.Url,
        };

        Assert.Equal(status, Store(isLate: change == "expired").Put("PUT", url, headers, BodyFor(change)));
    }

    [Fact]
    public async Task What_is_signed_ends_with_the_credentials()
    {
        var end = ManualClock.Start.AddMinutes(4);

        var signed = await Signer(new FixedKeys(FixedKeys.Temporary, end))
            .SignPutAsync(Content, CancellationToken.None);

        Assert.Equal(end, signed.ExpiresAt);
        Assert.Contains("X-Amz-Expires=240&", signed.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Temporary_credentials_that_do_not_say_when_they_end_sign_for_a_quarter_of_an_hour()
    {
        var signed = await Signer(new FixedKeys(FixedKeys.Temporary)).SignPostAsync(Content, CancellationToken.None);

        Assert.Equal(ManualClock.Start.AddMinutes(15), signed.ExpiresAt);
    }

    [Fact]
    public async Task Lasting_credentials_sign_for_the_whole_lifetime()
    {
        var signed = await Signer().SignPutAsync(Content, CancellationToken.None);

        Assert.Equal(ManualClock.Start + Lifetime, signed.ExpiresAt);
    }

    [Fact]
    public async Task Credentials_that_have_ended_sign_nothing()
    {
        var signer = Signer(new FixedKeys(FixedKeys.Temporary, ManualClock.Start));

        var exception = await Assert.ThrowsAsync<ObjectException>(() =>
            signer.SignPutAsync(Content, CancellationToken.None)
        );

        Assert.Equal("nothing can be signed: the credentials ended at 2026-03-04 05:06:07Z", exception.Message);
    }

    [Theory]
    [InlineData("eu-west-1", "logs", null, "https://logs.s3.eu-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "logs", null, "https://logs.s3.cn-north-1.amazonaws.com.cn")]
    [InlineData("eu-west-1", "my.logs", null, "https://s3.eu-west-1.amazonaws.com")]
    [InlineData("eu-west-1", "logs", "http://127.0.0.1:9000", "http://127.0.0.1:9000")]
    public void Origin_is_where_uploads_go_to(string region, string bucket, string? endpoint, string origin)
    {
        var options = new S3Options
        {
            Region = region,
            Endpoint = endpoint is null ? null : new Uri(endpoint),
            ForcePathStyle = endpoint is not null,
        };

        Assert.Equal(origin, UploadSigner.OriginOf(options, bucket));
    }

    private static byte[] BodyFor(string change) =>
        change switch
        {
            "a longer body" => [.. File, (byte)'x'],
            "another body" => [.. File.Reverse()],
            _ => File,
        };

    private UploadSigner Signer(ISigningKeys? keys = null) =>
        new(new S3Options(), keys ?? new FixedKeys(FixedKeys.Lasting), Lifetime, _clock);

    private static StrictStore Store(bool isLate) =>
        new(
            FixedKeys.Lasting.Secret,
            isLate ? ManualClock.Start + Lifetime + TimeSpan.FromSeconds(1) : ManualClock.Start
        );
}
