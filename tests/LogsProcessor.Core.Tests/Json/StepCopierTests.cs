using System.Text;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Json;

/// <summary>Values are copied 32 bytes at a time, but for those that stand so near to the line's end that too much would be read.</summary>
public sealed class StepCopierTests
{
    private const int LineLength = 100;

    [Fact]
    public void Value_is_copied_wherever_in_the_line_it_stands()
    {
        for (var start = 0; start <= LineLength; start++)
        {
            for (var length = 0; start + length <= LineLength; length++)
            {
                Assert.Equal($"\"a\":\"{Line.Substring(start, length)}\",", Copied(start, length));
            }
        }
    }

    [Theory]
    [InlineData(LineLength, 1)]
    [InlineData(LineLength - 8, 9)]
    [InlineData(0, LineLength + 1)]
    [InlineData(LineLength + 1, 0)]
    [InlineData(-1, 1)]
    [InlineData(0, int.MaxValue)]
    public void Place_outside_the_line_is_an_error_and_nothing_behind_the_line_is_read(int start, int length)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Copied(start, length));
        Assert.Equal("a value does not stand in its line", error.Message);
    }

    private static string Line { get; } =
        string.Concat(Enumerable.Range(0, LineLength).Select(number => (char)('!' + (number % 90))));

    private static string Copied(int start, int length)
    {
        // What stands behind the line must not come into the document.
        var line = Encoding.ASCII.GetBytes(Line + new string('~', 64)).AsSpan(0, LineLength);
        var record = new LogRecord { FieldCount = 1 };
        DocumentOp[] ops = [new(OpCode.Piece, new JsonLiteral("\"a\":\""u8))];
        var buffer = new byte[512];
        var copier = new StepCopier(ops, line, record, [new FieldSlot(start, length)]);
        var end = copier.Copy(buffer, 0);
        Assert.True(copier.IsDone);
        return Encoding.ASCII.GetString(buffer, 0, end);
    }
}
