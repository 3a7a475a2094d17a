namespace LogsProcessor.Check.Values;

/// <summary>The type <c>boolean</c>: two lists of texts.</summary>
internal sealed class BooleanType(byte[][] trueValues, byte[][] falseValues) : CellType
{
    internal override CellOrder Order => CellOrder.Whole;

    internal override bool TryRead(ReadOnlySpan<byte> text, out CellValue value)
    {
        var isTrue = Has(trueValues, text);
        value = ValueOf(isTrue);
        return isTrue || Has(falseValues, text);
    }

    /// <summary>The value of true or false.</summary>
    internal static CellValue ValueOf(bool isTrue) => new(isTrue ? 1 : 0, 0);

    private static bool Has(byte[][] values, ReadOnlySpan<byte> text)
    {
        foreach (var value in values)
        {
            if (text.SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }
}
