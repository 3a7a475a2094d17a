using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class SkippedLineTests
{
    private const string ThirtyTwo = "12345678901234567890123456789012";

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t \r")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\0\0\0")]
    [InlineData("#")]
    [InlineData("#Fields: time elb")]
    [InlineData("Enable AccessLog for ELB: web-lb at 2026-03-04T05:06:07Z")]
    [InlineData("Enable ConnectionLog for ELB: app/edge-lb/0123456789abcdef")]
    [InlineData("Enable " + ThirtyTwo + "Log for ELB: the bound is behind the 39th byte")]
    public void Lines_that_are_no_entry_are_skipped(string line) =>
        Assert.True(SkippedLine.Is(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData(" x")]
    [InlineData("\tx")]
    [InlineData("\r\0")]
    [InlineData("\0x")]
    [InlineData("x#")]
    [InlineData("x")]
    [InlineData("E")]
    [InlineData("Enable ")]
    [InlineData("Enable something else")]
    [InlineData("EnableLog for ELB: web-lb")]
    [InlineData("Every AccessLog for ELB: web-lb")]
    [InlineData("enable AccessLog for ELB: web-lb")]
    [InlineData("Enable " + ThirtyTwo + "3Log for ELB: the bound is behind the 39th byte")]
    public void Others_are_not(string line) => Assert.False(SkippedLine.Is(Encoding.UTF8.GetBytes(line)));
}
