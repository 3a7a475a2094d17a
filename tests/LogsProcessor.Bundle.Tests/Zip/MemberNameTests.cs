using LogsProcessor.Bundle.Zip;

namespace LogsProcessor.Bundle.Tests.Zip;

public sealed class MemberNameTests
{
    [Theory]
    [InlineData("AWSLogs/1/x.log.gz", "AWSLogs/1/x.log.gz")]
    [InlineData("a b+c%20é😀.log", "a b+c%20é😀.log")]
    [InlineData("../x", "%/%2E%2E/x")]
    [InlineData("a/./b", "%/a/%2E/b")]
    [InlineData("/x", "%/%/x")]
    [InlineData("a//b", "%/a/%/b")]
    [InlineData("a/", "%/a/%")]
    [InlineData("C:x", "%/C%3Ax")]
    [InlineData("a\\..\\b", "%/a%5C..%5Cb")]
    [InlineData("a\u0007b\u0085", "%/a%07b%85")]
    [InlineData("%/x", "%/%25/x")]
    [InlineData("../%2E", "%/%2E%2E/%252E")]
    public void Name_is_safe_to_unpack_and_tells_the_key(string key, string name)
    {
        Assert.Equal(name, MemberName.Of(key));
        Assert.Equal(key, MemberName.ToKey(name));
    }

    [Fact]
    public void Random_keys_come_back_and_have_names_of_their_own()
    {
        const string Characters = "a./\\%:\u0001é2E";
        var random = new Random(20260309);
        var keys = Enumerable
            .Range(0, 5_000)
            .Select(_ => new string(random.GetItems<char>(Characters, random.Next(1, 9))))
            .Distinct()
            .ToList();

        var names = keys.ConvertAll(MemberName.Of);

        Assert.Equal(keys, names.ConvertAll(MemberName.ToKey));
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.DoesNotContain(name.Split('/'), part => part is "" or "." or ".."));
    }
}
