using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Tests.Events;

public sealed class NotificationKeyTests
{
    [Theory]
    [InlineData("plain/key.log", "plain/key.log")]
    [InlineData("a+b", "a b")]
    [InlineData("a%2Bb", "a+b")]
    [InlineData("a%2fb%2Fc", "a/b/c")]
    [InlineData("%252F", "%2F")]
    [InlineData("%C3%BCber", "über")]
    [InlineData("über+x", "über x")]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%20", "%zz ")]
    [InlineData("%+1", "% 1")]
    [InlineData("%FF+x", "%FF+x")]
    [InlineData("", "")]
    public void Key_is_decoded_once(string encoded, string key) => Assert.Equal(key, NotificationKey.Decode(encoded));
}
