using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle.Tests.Zip;

public sealed class Crc32Tests
{
    [Fact]
    public void Checksum_of_the_digits_is_the_one_in_the_books() =>
        Assert.Equal(0xCBF43926, Crc32.Append(0, "123456789"u8));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(19)]
    public void Checksum_does_not_depend_on_the_pieces(int first)
    {
        var data = Enumerable.Range(0, 100).Select(value => (byte)(value * 37)).ToArray();

        Assert.Equal(Crc32.Append(0, data), Crc32.Append(Crc32.Append(0, data.AsSpan(0, first)), data.AsSpan(first)));
    }
}
