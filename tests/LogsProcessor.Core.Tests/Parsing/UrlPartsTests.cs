using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class UrlPartsTests
{
    [Theory]
    [InlineData("https://shop.example.net:443/a?b=c", "https|shop.example.net|443|/a|b=c")]
    [InlineData("https://user:secret@shop.example.net/a", "https|shop.example.net||/a|")]
    [InlineData("https://user:secret@shop.example.net:8443", "https|shop.example.net|8443||")]
    [InlineData("http://[2001:db8::1]:80/?", "http|[2001:db8::1]|80|/|")]
    [InlineData("http://h.example?x=/y", "http|h.example|||x=/y")]
    [InlineData("http://h.example:/a?b?c", "http|h.example||/a|b?c")]
    [InlineData("http://h.example:80-", "(none)")]
    [InlineData("http://h.example:65536/", "(none)")]
    [InlineData("http://2001:db8::1/", "(none)")]
    [InlineData("http://ex ample/", "(none)")]
    [InlineData("http:///a", "(none)")]
    [InlineData("1http://h.example/", "(none)")]
    [InlineData("/a?b", "(none)")]
    [InlineData("", "(none)")]
    [InlineData("h://x", "h|x|||")]
    [InlineData("a+b-c.9://x/", "a+b-c.9|x||/|")]
    [InlineData("ht_tp://h.example/", "(none)")]
    [InlineData("+http://h.example/", "(none)")]
    [InlineData("://h.example/", "(none)")]
    [InlineData("mailto:a@h.example", "(none)")]
    [InlineData("http:/h.example", "(none)")]
    [InlineData("http:", "(none)")]
    [InlineData("http://", "(none)")]
    [InlineData("http:///@h.example", "(none)")]
    [InlineData("http://:80/", "(none)")]
    [InlineData("http://@/", "(none)")]
    [InlineData("http://a@b@h.example/", "http|h.example||/|")]
    [InlineData("http://h.example/a@b:c", "http|h.example||/a@b:c|")]
    [InlineData("http://h.example?a@b", "http|h.example|||a@b")]
    [InlineData("http://h.example?", "http|h.example|||")]
    [InlineData("http://h.example/?a", "http|h.example||/|a")]
    [InlineData("http://h.example:65535", "http|h.example|65535||")]
    [InlineData("http://h.example:0/", "http|h.example|0|/|")]
    [InlineData("http://h_.~%41-/", "http|h_.~%41-||/|")]
    [InlineData("http://h\u00fc/", "(none)")]
    [InlineData("http://[::1]", "http|[::1]|||")]
    [InlineData("http://[::1]x:80/", "(none)")]
    [InlineData("http://[201]:80/", "(none)")]
    [InlineData("http://[2001:db8::1%]/", "(none)")]
    [InlineData("http://[2001:db8::1%25eth0]/", "(none)")]
    [InlineData("http://[192.0.2.1]/", "(none)")]
    [InlineData("http://[nothing]/", "(none)")]
    [InlineData("http://[]/", "(none)")]
    [InlineData("http://[::1/", "(none)")]
    public void URLs_are_cut_into_parts(string text, string expected)
    {
        var url = Encoding.UTF8.GetBytes(text);
        var parts = UrlParts.Split(url);
        TextPlace[] places = [parts.Scheme, parts.Domain, parts.Port, parts.Path, parts.Query];
        Assert.Equal(
            expected,
            parts.IsUrl ? string.Join('|', places.Select(place => Encoding.UTF8.GetString(place.Of(url)))) : "(none)"
        );
    }

    [Theory]
    [InlineData("http://h.example/a?b?c", "/a")]
    [InlineData("http://h.example?b", "")]
    [InlineData("/a?b?c", "/a")]
    [InlineData("/a", "/a")]
    [InlineData("?a", "")]
    [InlineData("", "")]
    public void Query_begins_at_the_first_question_mark(string text, string expected)
    {
        var url = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(UrlParts.Split(url).WithoutQuery(url).Of(url)));
    }
}
