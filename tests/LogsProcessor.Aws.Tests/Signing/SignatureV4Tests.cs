using System.Text;
using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Aws.Tests.Signing;

/// <summary>Against AWS's published test suite of Signature Version 4, and, for a request as we send it, against AWS's own botocore.</summary>
public sealed class SignatureV4Tests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Suite = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ";

    private static readonly DateTimeOffset Now = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void Vanilla_request_of_the_suite_is_signed(string method, string signature)
    {
        var added = Sign(method, [new("Host", "example.amazonaws.com")], "");

        Assert.Equal("20150830T123600Z", added["X-Amz-Date"]);
        Assert.Equal($"{Suite}SignedHeaders=host;x-amz-date, Signature={signature}", added["Authorization"]);
    }

    [Fact]
    public void Form_of_the_suite_is_signed() =>
        Assert.Equal(
            $"{Suite}SignedHeaders=content-type;host;x-amz-date, "
                + "Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
            Sign(
                "POST",
                [new("Content-Type", "application/x-www-form-urlencoded"), new("Host", "example.amazonaws.com")],
                "Param1=value1"
            )["Authorization"]
        );

    [Fact]
    public void Message_under_a_session_is_signed_as_botocore_does()
    {
        var added = new SignatureV4("eu-west-1", "sqs")
            .Sign(
                "POST",
                "/",
                [
                    new("Host", "sqs.eu-west-1.amazonaws.com"),
                    new("X-Amz-Target", "AmazonSQS.SendMessage"),
                    new("Content-Type", "application/x-amz-json-1.0"),
                ],
                Encoding.UTF8.GetBytes(
                    """{"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/logs","MessageBody":"x"}"""
                ),
                new SigningKey("AKIDEXAMPLE", Secret, "AQoDYXdzEPT"),
                Now
            )
            .ToDictionary();

        Assert.Equal("AQoDYXdzEPT", added["X-Amz-Security-Token"]);
        Assert.EndsWith(
            "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, "
                + "Signature=3640c48c22dcf605b44bb7099e6132a2aaf5a7a780a14cf76b686a9b22d0b998",
            added["Authorization"],
            StringComparison.Ordinal
        );
    }

    private static Dictionary<string, string> Sign(
        string method,
        IEnumerable<KeyValuePair<string, string>> headers,
        string body
    ) =>
        new SignatureV4("us-east-1", "service")
            .Sign(method, "/", headers, Encoding.UTF8.GetBytes(body), new SigningKey("AKIDEXAMPLE", Secret, null), Now)
            .ToDictionary();
}
