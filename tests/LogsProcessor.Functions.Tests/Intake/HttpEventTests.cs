using System.Text;
using LogsProcessor.Functions.Intake;
using LogsProcessor.Intake.Callers;
using LogsProcessor.Intake.Http;

namespace LogsProcessor.Functions.Tests.Intake;

/// <summary>Requests in the forms in which Lambda hands them over, and who the caller is.</summary>
public sealed class HttpEventTests
{
    private const string Role = "arn:aws:sts::123456789012:assumed-role/partner-a";

    [Fact]
    public void Request_of_a_rest_api_is_read()
    {
        var request = Read(
            """
            {"resource":"/uploads","path":"/uploads","httpMethod":"POST","headers":{"Authorization":"Bearer x"},
             "requestContext":{"stage":"prod","path":"/prod/uploads","identity":{"userArn":null},
             "authorizer":{"claims":{"sub":"alice","iss":"https://issuer"}}},"body":"{}","isBase64Encoded":false}
            """
        );

        Assert.Equal(("POST", "/uploads", "{}"), (request.Method, request.Path, BodyOf(request)));
        Assert.Equal(Caller.Known("jwt https://issuer", "alice"), request.Caller);
    }

    [Theory]
    [InlineData("$default", "/uploads/abc/parts", "/uploads/abc/parts")]
    [InlineData("prod", "/prod/uploads/abc/parts", "/uploads/abc/parts")]
    [InlineData("prod", "/prod", "")]
    [InlineData("prod", "/production/uploads", "/production/uploads")]
    public void Request_of_an_http_api_is_read_without_its_stage(string stage, string path, string wanted)
    {
        var request = Read(
            $$$$"""
            {"version":"2.0","routeKey":"$default","rawPath":"{{{{path}}}}","rawQueryString":"",
             "requestContext":{"stage":"{{{{stage}}}}","http":{"method":"POST","path":"{{{{path}}}}"},
             "authorizer":{"jwt":{"claims":{"sub":"alice","iss":"https://issuer"},"scopes":null}}},
             "body":"e30=","isBase64Encoded":true}
            """
        );

        Assert.Equal(("POST", wanted, "{}"), (request.Method, request.Path, BodyOf(request)));
        Assert.Equal(Caller.Known("jwt https://issuer", "alice"), request.Caller);
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:user/alice", "arn:aws:iam::123456789012:user/alice")]
    [InlineData(Role + "/session-of-one", Role)]
    [InlineData(Role + "/session-of-another", Role)]
    public void Request_of_a_function_url_is_of_the_identity_that_signed_it(string arn, string identity)
    {
        var request = Read(
            $$$$"""
            {"version":"2.0","rawPath":"/","requestContext":{"stage":"$default","http":{"method":"GET","path":"/"},
             "authorizer":{"iam":{"accessKey":"AKIA","accountId":"123456789012","callerId":"X","userArn":"{{{{arn}}}}"} } } }
            """
        );

        Assert.Equal(Caller.Known("iam", identity), request.Caller);
    }

    [Theory]
    [InlineData(
        """{"identity":{"userArn":"arn:aws:iam::123456789012:user/alice"}}""",
        "iam",
        "arn:aws:iam::123456789012:user/alice"
    )]
    [InlineData("""{"authorizer":{"principalId":"alice"}}""", "authorizer", "alice")]
    [InlineData("""{"authorizer":{"lambda":{"principalId":"alice"}}}""", "authorizer", "alice")]
    [InlineData(
        """{"identity":{"userArn":"arn:aws:sts::1:assumed-role/pool/CognitoIdentityCredentials","cognitoIdentityId":"eu-west-1:1-2"}}""",
        "cognito",
        "eu-west-1:1-2"
    )]
    [InlineData(
        """{"authorizer":{"iam":{"userArn":"arn:aws:sts::1:assumed-role/pool/CognitoIdentityCredentials","cognitoIdentity":{"amr":["authenticated"],"identityId":"eu-west-1:1-2","identityPoolId":"eu-west-1:3"}}}}""",
        "cognito",
        "eu-west-1:1-2"
    )]
    [InlineData(
        """{"authorizer":{"iam":{"userArn":"arn:aws:iam::123456789012:user/alice","cognitoIdentity":null}}}""",
        "iam",
        "arn:aws:iam::123456789012:user/alice"
    )]
    public void Request_is_of_whom_the_gateway_has_checked(string context, string authority, string identity) =>
        Assert.Equal(Caller.Known(authority, identity), Read(Event(context)).Caller);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"authorizer":null,"identity":{"userArn":null,"apiKey":"key","sourceIp":"192.0.2.1"}}""")]
    [InlineData("""{"authorizer":{"jwt":{"claims":{"iss":"https://issuer"}}}}""")]
    [InlineData(
        """{"authorizer":{"claims":{"iss":"https://issuer"}},"identity":{"userArn":"arn:aws:iam::123456789012:user/alice"}}"""
    )]
    [InlineData("""{"authorizer":{"jwt":{"claims":{"sub":""}}}}""")]
    public void Request_that_nobody_has_checked_is_nobodys(string context) => Assert.Null(Read(Event(context)).Caller);

    [Fact]
    public void Claim_says_who_the_caller_is()
    {
        var payload = Event("""{"authorizer":{"claims":{"sub":"1","client_id":"partner-a","iss":"i"}}}""");

        var request = HttpEvent.Read(Encoding.UTF8.GetBytes(payload), "client_id");

        Assert.Equal(Caller.Known("jwt i", "partner-a"), request.Caller);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3"}]}""")]
    [InlineData("""{"httpMethod":"GET","path":"\ud800"}""")]
    [InlineData("""{"httpMethod":"GET","path":"/","body":"%","isBase64Encoded":true}""")]
    public void Other_events_are_told(string payload) => Assert.Throws<FormatException>(() => Read(payload));

    private static string Event(string context) => $$"""{"httpMethod":"GET","path":"/","requestContext":{{context}}}""";

    private static IntakeRequest Read(string payload) => HttpEvent.Read(Encoding.UTF8.GetBytes(payload), "sub");

    private static string BodyOf(IntakeRequest request) => Encoding.UTF8.GetString(request.Body.Span);
}
