using System.Text;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Parsing;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("2026-03-04T05:06:07", true)]
    [InlineData("2026-03-04T05:06:07Z", true)]
    [InlineData("2026-03-04T05:06:07.123456789Z", true)]
    [InlineData("2024-02-29T23:59:59Z", true)]
    [InlineData("2026-02-29T00:00:00Z", false)]
    [InlineData("0000-01-01T00:00:00Z", false)]
    [InlineData("2026-03-04T05:06:07.Z", false)]
    [InlineData("2026-03-04T05:06:07.1234567890Z", false)]
    [InlineData("2026-03-04T24:00:00Z", false)]
    [InlineData("2026-03-04T05:60:00Z", false)]
    [InlineData("2026-03-04T05:06:60Z", false)]
    [InlineData("2026-13-04T05:06:07Z", false)]
    [InlineData("2026-03-00T05:06:07Z", false)]
    [InlineData("2026-03-04 05:06:07Z", false)]
    [InlineData("2026-03-04T05:06:07ZZ", false)]
    [InlineData("2026-03-04T05:06:07+00:00", false)]
    [InlineData("2026-03-04T05:06:0", false)]
    public void Times_must_exist(string text, bool isValid) =>
        Assert.Equal(isValid, Timestamp.IsValid(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0001-01-01T00:00:00", true)]
    [InlineData("0000-12-31T00:00:00", false)]
    [InlineData("9999-12-31T23:59:59", true)]
    [InlineData("2000-02-29T00:00:00", true)]
    [InlineData("1900-02-29T00:00:00", false)]
    [InlineData("1900-02-28T00:00:00", true)]
    [InlineData("2023-02-29T00:00:00", false)]
    [InlineData("2024-02-30T00:00:00", false)]
    [InlineData("2026-04-30T00:00:00", true)]
    [InlineData("2026-04-31T00:00:00", false)]
    [InlineData("2026-12-31T00:00:00", true)]
    [InlineData("2026-12-32T00:00:00", false)]
    [InlineData("2026-00-01T00:00:00", false)]
    [InlineData("2026-99-29T00:00:00", false)]
    [InlineData("2026-01-00T00:00:00", false)]
    [InlineData("2026-01-01T23:00:00", true)]
    [InlineData("2026-01-01T24:00:00", false)]
    [InlineData("2026-01-01T00:59:00", true)]
    [InlineData("2026-01-01T00:60:00", false)]
    [InlineData("2026-01-01T00:00:59", true)]
    [InlineData("2026-01-01T00:00:60", false)]
    public void Days_and_seconds_must_be_in_the_calendar(string text, bool isValid) =>
        Assert.Equal(isValid, Timestamp.IsValid(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("", true)]
    [InlineData("Z", true)]
    [InlineData(".0", true)]
    [InlineData(".9Z", true)]
    [InlineData(".123456789", true)]
    [InlineData(".123456789Z", true)]
    [InlineData(".1234567890", false)]
    [InlineData(".", false)]
    [InlineData(".Z", false)]
    [InlineData(",5Z", false)]
    [InlineData(".5z", false)]
    [InlineData(".5/", false)]
    [InlineData(".:5Z", false)]
    [InlineData(".5ZZ", false)]
    [InlineData("5", false)]
    [InlineData(" ", false)]
    public void Seconds_have_up_to_nine_decimals_and_perhaps_Z(string tail, bool isValid) =>
        Assert.Equal(isValid, Timestamp.IsValid(Encoding.UTF8.GetBytes("2026-03-04T05:06:07" + tail)));

    [Fact]
    public void Each_byte_must_be_the_digit_or_the_separator_of_its_place()
    {
        var valid = "2022-02-02T02:02:02"u8.ToArray();
        Assert.True(Timestamp.HasShape(valid));
        for (var place = 0; place < valid.Length; place++)
        {
            byte[] wrong = char.IsAsciiDigit((char)valid[place])
                ? [(byte)'/', (byte)':', 0, 255]
                : [(byte)(valid[place] - 1), (byte)(valid[place] + 1), (byte)'0', 0, 255];
            foreach (var value in wrong)
            {
                var text = valid.ToArray();
                text[place] = value;
                Assert.False(Timestamp.HasShape(text), $"byte {place} is {value}");
                Assert.False(Timestamp.IsValid(text), $"byte {place} is {value}");
            }
        }
    }

    [Theory]
    [InlineData("0000-00-00T00:00:00", true)]
    [InlineData("9999-99-99T99:99:99", true)]
    [InlineData("2026-03-04T05:06:07 and more", true)]
    [InlineData("2026-03-04T05:06:0", false)]
    [InlineData("", false)]
    public void Shape_asks_for_places_alone(string text, bool hasShape) =>
        Assert.Equal(hasShape, Timestamp.HasShape(Encoding.UTF8.GetBytes(text)));
}
