using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class RequestLineTests
{
    [Theory]
    [InlineData("GET http://h.example/ HTTP/1.1", "GET|http://h.example/|HTTP/1.1")]
    [InlineData("GET /a b c HTTP/1.0", "GET|/a b c|HTTP/1.0")]
    [InlineData("GET /a HTTP/1.1 ", "GET|/a|HTTP/1.1")]
    [InlineData("GET /a HTTP/1.1  ", "GET|/a HTTP/1.1 |")]
    [InlineData("- http://h.example:80- ", "|http://h.example:80-|")]
    [InlineData("- - -", "||")]
    [InlineData("- - - ", "||")]
    [InlineData("GET / -", "GET|/|")]
    [InlineData("- - HTTP/1.1", "||HTTP/1.1")]
    [InlineData("GET  HTTP/1.1", "GET||HTTP/1.1")]
    [InlineData("GET HTTP/1.1", "GET|HTTP/1.1|")]
    [InlineData("GET -", "GET||")]
    [InlineData("GET ", "GET||")]
    [InlineData("GET", "GET||")]
    [InlineData("-", "||")]
    [InlineData(" ", "||")]
    [InlineData("", "||")]
    public void Request_is_cut_at_its_first_and_last_space(string text, string expected) =>
        Assert.Equal(expected, Parts(text));

    [Theory]
    [InlineData("HTTP/2.0", true)]
    [InlineData("X/1.0", true)]
    [InlineData("http/10.25", true)]
    [InlineData("/1.1", false)]
    [InlineData("1.1", false)]
    [InlineData("H1/1.1", false)]
    [InlineData("H@/1.1", false)]
    [InlineData("HTTP/2", false)]
    [InlineData("HTTP/", false)]
    [InlineData("HTTP/.", false)]
    [InlineData("HTTP/1.", false)]
    [InlineData("HTTP/-1.0", false)]
    [InlineData("HTTP/1.1/2", false)]
    [InlineData("HTTP/a.b", false)]
    [InlineData("--", false)]
    public void Protocol_is_letters_a_slash_and_a_number_with_a_point(string word, bool isProtocol) =>
        Assert.Equal(isProtocol ? $"GET|/a|{word}" : $"GET|/a {word}|", Parts($"GET /a {word}"));

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(3, 0, 0, true)]
    [InlineData(0, 3, 0, true)]
    [InlineData(0, 0, 3, true)]
    [InlineData(3, 3, 0, true)]
    [InlineData(3, 0, 3, true)]
    [InlineData(0, 3, 3, true)]
    [InlineData(1, 2, 4, true)]
    public void Request_is_present_if_any_part_is(int method, int url, int protocol, bool isPresent) =>
        Assert.Equal(
            isPresent,
            new RequestLine(new TextPlace(0, method), new TextPlace(4, url), new TextPlace(8, protocol)).IsPresent
        );

    private static string Parts(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var request = RequestLine.Split(bytes);
        TextPlace[] places = [request.Method, request.Url, request.Protocol];
        return string.Join('|', places.Select(place => Encoding.UTF8.GetString(place.Of(bytes))));
    }
}
