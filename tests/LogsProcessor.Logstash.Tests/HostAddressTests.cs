namespace LogsProcessor.Logstash.Tests;

public sealed class HostAddressTests
{
    [Theory]
    [InlineData("logstash:5044", "logstash", 5044)]
    [InlineData("10.0.0.1:1", "10.0.0.1", 1)]
    [InlineData("[2001:db8::7]:65535", "2001:db8::7", 65535)]
    public void A_host_and_a_port_are_read_and_written_back(string text, string host, int port)
    {
        var address = HostAddress.Parse(text);

        Assert.Equal(new HostAddress(host, port), address);
        Assert.Equal(text, address!.ToString());
    }

    [Theory]
    [InlineData("logstash")]
    [InlineData("logstash:")]
    [InlineData(":5044")]
    [InlineData("logstash:0")]
    [InlineData("logstash:65536")]
    [InlineData("logstash:-1")]
    [InlineData("logstash:5044/x")]
    [InlineData("2001:db8::7:5044")]
    [InlineData("[logstash]:5044")]
    [InlineData("log stash:5044")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(HostAddress.Parse(text));
    }
}
