using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Tests.Objects;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3://b/k.log", "b", "k.log", false)]
    [InlineData("S3://b/a/k+%2F.log", "b", "a/k+%2F.log", false)]
    [InlineData("s3://b/a/", "b", "a/", true)]
    [InlineData("s3://b/", "b", "", true)]
    [InlineData("s3://b", "b", "", true)]
    public void Place_is_split_into_bucket_and_key(string text, string bucket, string key, bool isPrefix)
    {
        var location = S3Location.Parse(text);

        Assert.Equal((new S3Location(bucket, key), isPrefix), (location, location.IsPrefix));
    }

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3:///key")]
    [InlineData("http://b/k")]
    [InlineData("")]
    public void Text_that_is_no_place_is_refused(string text) =>
        Assert.Equal(
            $"'{text}' is no place in S3; write s3://bucket/key or s3://bucket/prefix/",
            Assert.Throws<FormatException>(() => S3Location.Parse(text)).Message
        );

    [Theory]
    [InlineData("s3://b", true)]
    [InlineData("s3", false)]
    [InlineData("testdata/x.log", false)]
    public void What_is_meant_as_a_place_is_told_by_its_beginning(string text, bool isMeant) =>
        Assert.Equal(isMeant, S3Location.IsMeant(text));
}
