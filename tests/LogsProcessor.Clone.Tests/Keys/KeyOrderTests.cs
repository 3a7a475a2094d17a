using System.Text;
using LogsProcessor.Clone.Keys;

namespace LogsProcessor.Clone.Tests.Keys;

public sealed class KeyOrderTests
{
    [Fact]
    public void Keys_are_ordered_as_their_utf8_bytes_are()
    {
        string[] keys = ["", "a", "a\uFFFF", "a\U00010000", "a\uE000b", "a\uD7FF", "a\U0010FFFF", .. OddKeys.All];
        foreach (var first in keys)
        {
            foreach (var second in keys)
            {
                var expected = Encoding.UTF8.GetBytes(first).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(second));

                Assert.Equal(Math.Sign(expected), Math.Sign(KeyOrder.Compare(first, second)));
            }
        }
    }
}
