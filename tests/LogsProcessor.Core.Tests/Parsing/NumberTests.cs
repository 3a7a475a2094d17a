using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", true)]
    [InlineData("007", true)]
    [InlineData("-0", true)]
    [InlineData("-1", true)]
    [InlineData("-10", true)]
    [InlineData("999999999999999999", true)]
    [InlineData("-999999999999999999", true)]
    [InlineData("1000000000000000000", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("-9223372036854775808", true)]
    [InlineData("-9223372036854775809", false)]
    [InlineData("10000000000000000000", false)]
    [InlineData("100000000000000000x", false)]
    [InlineData("1000000000000000000x", false)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("--1", false)]
    [InlineData("+1", false)]
    [InlineData("-00", false)]
    [InlineData("-05", false)]
    [InlineData("-09", false)]
    [InlineData("1.0", false)]
    [InlineData("1 ", false)]
    [InlineData("1/", false)]
    [InlineData("1:", false)]
    public void Integers_are_digits_of_64_bits_with_a_sign_in_front(string text, bool isInteger) =>
        Assert.Equal(isInteger, Number.IsInteger(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0", true)]
    [InlineData("19", true)]
    [InlineData("0.000073", true)]
    [InlineData("-1", true)]
    [InlineData("-1.5", true)]
    [InlineData("-0.5", true)]
    [InlineData("12345678901234567890.5", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData(".", false)]
    [InlineData(".5", false)]
    [InlineData("-.5", false)]
    [InlineData("5.", false)]
    [InlineData("-5.", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1..2", false)]
    [InlineData("-00.5", false)]
    [InlineData("-01", false)]
    [InlineData("1e5", false)]
    [InlineData("+1", false)]
    [InlineData("1/2", false)]
    [InlineData("1:2", false)]
    [InlineData("1,2", false)]
    public void Decimals_have_digits_on_both_sides_of_one_point(string text, bool isDecimal) =>
        Assert.Equal(isDecimal, Number.IsDecimal(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0", true)]
    [InlineData("00000", true)]
    [InlineData("9", true)]
    [InlineData("443", true)]
    [InlineData("65535", true)]
    [InlineData("65536", false)]
    [InlineData("99999", false)]
    [InlineData("000080", false)]
    [InlineData("", false)]
    [InlineData("-1", false)]
    [InlineData("8/", false)]
    [InlineData("8:", false)]
    [InlineData("80 ", false)]
    public void Ports_have_five_digits_at_most_and_end_at_65535(string text, bool isPort) =>
        Assert.Equal(isPort, Number.IsPort(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("-1", true)]
    [InlineData("-1.0", true)]
    [InlineData("-1.000000", true)]
    [InlineData("-1.5", false)]
    [InlineData("-1.000001", false)]
    [InlineData("-10", false)]
    [InlineData("-2", false)]
    [InlineData("-2.0", false)]
    [InlineData("1", false)]
    [InlineData("1.0", false)]
    [InlineData("0", false)]
    public void Minus_one_is_known_with_any_number_of_zeros(string text, bool isMinusOne) =>
        Assert.Equal(isMinusOne, Number.IsMinusOne(Encoding.UTF8.GetBytes(text)));
}
