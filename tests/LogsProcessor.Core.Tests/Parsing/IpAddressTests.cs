using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class IpAddressTests
{
    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("249.250.199.99", true)]
    [InlineData("256.0.0.1", false)]
    [InlineData("0.260.0.1", false)]
    [InlineData("0.0.300.1", false)]
    [InlineData("0.0.0.999", false)]
    [InlineData("255.255.255.2550", false)]
    [InlineData("100.100.100.100.", false)]
    [InlineData("1.2.3.4:80", false)]
    [InlineData("1.2.3.\u00e1", false)]
    [InlineData("0.0.0.256", false)]
    [InlineData("1.2.3.1000", false)]
    [InlineData("4294967297.0.0.1", false)]
    [InlineData("01.2.3.4", false)]
    [InlineData("1.2.3.04", false)]
    [InlineData("1.2.00.4", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1.2.3.", false)]
    [InlineData("1.2.3.4.", false)]
    [InlineData("1.2.3.4.5", false)]
    [InlineData(".1.2.3", false)]
    [InlineData("1..2.3", false)]
    [InlineData("...", false)]
    [InlineData("1.2.3./", false)]
    [InlineData("1.2.3.a", false)]
    [InlineData("1.2.3.4 ", false)]
    [InlineData("12345", false)]
    [InlineData("", false)]
    public void Four_numbers_up_to_255_without_leading_zeros(string text, bool isValid) =>
        Assert.Equal(isValid, IpAddress.IsValid(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Every_number_is_told_in_every_place()
    {
        for (var number = 0; number < 1_100; number++)
        {
            for (var place = 0; place < 4; place++)
            {
                var numbers = new[] { "9", "10", "200", "0" };
                numbers[place] = $"{number}";
                Assert.Equal(number < 256, IpAddress.IsValid(Encoding.ASCII.GetBytes(string.Join('.', numbers))));
            }
        }
    }

    [Theory]
    [InlineData("::", true)]
    [InlineData("::1", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:DB8:0:0:0:0:0:1", true)]
    [InlineData("::ffff:192.0.2.1", true)]
    [InlineData("[2001:db8::1]", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("1::2::3", false)]
    [InlineData("2001:db8:::1", false)]
    [InlineData("12:34", false)]
    [InlineData(":", false)]
    public void Sixteen_bytes_without_brackets_and_zone(string text, bool isValid) =>
        Assert.Equal(isValid, IpAddress.IsValid(Encoding.UTF8.GetBytes(text)));
}
