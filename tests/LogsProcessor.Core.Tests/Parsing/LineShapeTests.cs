using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Tests.Golden;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class LineShapeTests
{
    public static TheoryData<string> ValidCases =>
        [.. EdgeCase.All.Where(one => one.Content.GetProperty("valid").GetBoolean()).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(ValidCases))]
    public void Every_valid_case_is_recognised(string name)
    {
        var one = EdgeCase.Of(name);
        Assert.Equal(FormatTables.Find(one.Format)!.Format, LineShape.Recognise(one.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":\"https\",\"time\":\"2026-03-04T05:06:07Z\"}")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("2026-03-04\t05:06:07\tLHR62-C1\t1045\t192.0.2.1\tGET")]
    [InlineData(
        "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be bucket [06/Feb/2026:00:00:38 +0000] 192.0.2.3"
    )]
    [InlineData("192.0.2.1 - - [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 612")]
    [InlineData("2 111122223333 eni-0a 192.0.2.1 192.0.2.2 443 49152 6 10 840 1772600767 1772600827 ACCEPT OK")]
    [InlineData("2026-03-04T05:06:07Z INFO started")]
    [InlineData("2026-03-04T05:06:07Z")]
    [InlineData("2026-03-04T05:06:07Z web-lb")]
    [InlineData("2026-03-04T05:06:07Z web-lb ")]
    [InlineData("2026-03-04T05:06:07Z web-lb  192.0.2.1:80")]
    [InlineData("2026-03-04T05:06:07Z 192.0.2.1 443 x")]
    [InlineData("2026-03-04T05:06:07Z 192.0.2.1 x 443")]
    [InlineData("2026-03-04T05:06:07Z 192.0.2.1 443")]
    [InlineData("tls 20 2026-03-04T05:06:07")]
    [InlineData("tls 10.0 2026-03-04T05:06:07")]
    [InlineData("tls .0 2026-03-04T05:06:07")]
    [InlineData("tls")]
    [InlineData("udp 2.0 2026-03-04T05:06:07")]
    [InlineData("https yesterday app/web/0123456789abcdef")]
    [InlineData("http yesterday 0.5")]
    [InlineData("http 2026-03-04T05:06:07Z")]
    [InlineData("http 2026-03-04T05:06:07Z ")]
    [InlineData("http 2026-03-04T05:06:07Z  app/web/0123456789abcdef")]
    [InlineData("http 2026-03-04T05:06:07Z fast")]
    [InlineData("http 2026-03-04T05:06:07Z net/web/0123456789abcdef")]
    [InlineData("http  2026-03-04T05:06:07Z 0.5")]
    [InlineData("http 2026-03-04T05:06:0 0.5")]
    public void Foreign_lines_are_not(string line) =>
        Assert.Equal(LogFormat.Unknown, LineShape.Recognise(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("2026-03-04T05:06:07Z web-lb 192.0.2.1:80", LogFormat.Classic)]
    [InlineData("2026-03-04T05:06:07Z web-lb : -", LogFormat.Classic)]
    [InlineData("2026-03-04T05:06:07Z web-lb 192.0.2.1:80 443", LogFormat.Classic)]
    [InlineData("2026-03-04T05:06:07Z 192.0.2.1 49152 443", LogFormat.AlbConnection)]
    [InlineData("https 2026-03-04T05:06:07Z app/", LogFormat.Alb)]
    [InlineData(" 2026-03-04T05:06:07Z app/", LogFormat.Alb)]
    [InlineData("- 2026-03-04T05:06:07Z -1", LogFormat.AlbHealthCheck)]
    [InlineData("http 2026-03-04T05:06:07Z 0.5", LogFormat.AlbHealthCheck)]
    [InlineData("tls 2.0", LogFormat.Nlb)]
    [InlineData("tls x.y 2026-03-04T05:06:07", LogFormat.Nlb)]
    public void First_words_are_enough(string line, LogFormat format) =>
        Assert.Equal(format, LineShape.Recognise(Encoding.UTF8.GetBytes(line)));
}
