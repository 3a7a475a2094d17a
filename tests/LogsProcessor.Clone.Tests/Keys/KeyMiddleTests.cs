using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Tests.Keys;

public sealed class KeyMiddleTests
{
    [Theory]
    [InlineData("", "", null, "O")]
    [InlineData("logs/", "", null, "logs/O")]
    [InlineData("logs/", "logs/2026", null, "logs/X")]
    [InlineData("", "a", "c", "b")]
    [InlineData("", "a/1", "b", "aW")]
    [InlineData("", "\U0001F600", "\U0001F602", "\U0001F601")]
    public void Middle_lies_between(string prefix, string after, string? through, string expected) =>
        Assert.Equal(expected, KeyMiddle.Of(new KeyRange(prefix, after, through)));

    [Theory]
    [InlineData("2026/01/05/a", 9, "2026/01/0Z")]
    [InlineData("2026/01/05/a", 99, "2026/01/05/aO")]
    public void Cut_is_made_behind_what_keys_have_in_common(string after, int alike, string expected) =>
        Assert.Equal(expected, KeyMiddle.Of(new KeyRange("", after, null), alike));

    [Fact]
    public void Middle_of_any_range_is_a_valid_key_within_it()
    {
        var keys = OddKeys.All.Order(Comparer<string>.Create(KeyOrder.Compare)).ToList();
        var found = 0;
        for (var low = 0; low < keys.Count; low++)
        {
            foreach (var through in keys.Skip(low + 1).Append(null))
            {
                if (KeyMiddle.Of(new KeyRange("", keys[low], through), low % 3) is not { } middle)
                {
                    continue;
                }

                found++;
                Assert.True(KeyOrder.Compare(keys[low], middle) < 0, $"{keys[low]} .. {middle}");
                Assert.True(through is null || KeyOrder.Compare(middle, through) < 0, $"{middle} .. {through}");
                Assert.DoesNotContain('\uFFFD', middle.Except(keys[low]).Except(through ?? ""));
            }
        }

        Assert.True(found > 300, $"only {found} ranges have a middle");
    }
}
