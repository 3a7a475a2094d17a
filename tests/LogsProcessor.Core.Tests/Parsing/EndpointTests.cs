using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("192.0.2.1:80", "192.0.2.1")]
    [InlineData("2001:db8::1:80", "2001:db8::1")]
    [InlineData("[2001:db8::1]:80", "2001:db8::1")]
    [InlineData("[]:80", "")]
    [InlineData("[2001:db8::1:80", "[2001:db8::1")]
    [InlineData("2001:db8::1]:80", "2001:db8::1]")]
    [InlineData("[:80", "[")]
    public void Address_stands_before_the_last_colon_without_brackets(string text, string address)
    {
        var endpoint = Encoding.UTF8.GetBytes(text);
        Assert.Equal(address, Encoding.UTF8.GetString(Endpoint.Address(endpoint, text.LastIndexOf(':')).Of(endpoint)));
    }

    [Theory]
    [InlineData("192.0.2.1:80", true)]
    [InlineData("192.0.2.1:65535", true)]
    [InlineData("[2001:db8::1]:80", true)]
    [InlineData("2001:db8::1:80", true)]
    [InlineData("192.0.2.1:65536", false)]
    [InlineData("192.0.2.1:", false)]
    [InlineData("192.0.2.256:80", false)]
    [InlineData("host.example:80", false)]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:web:12", false)]
    [InlineData(":80", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("", false)]
    public void Endpoint_is_an_IP_address_and_a_port(string text, bool isOne) =>
        Assert.Equal(isOne, Endpoint.IsOne(Encoding.UTF8.GetBytes(text), text.LastIndexOf(':')));
}
