namespace LogsProcessor.Check.Values;

/// <summary>Numbers, as a schema says that they are written.</summary>
internal sealed record NumberStyle
{
    /// <summary>What stands before the fraction. Default: a point.</summary>
    internal string DecimalMark { get; init; } = ".";

    /// <summary>What stands between groups of digits; none by default.</summary>
    internal string GroupMark { get; init; } = "";

    /// <summary>Whether the number stands alone. If not, what is before its first and behind its last digit is passed over: <c>€ 95 %</c>.</summary>
    internal bool IsBare { get; init; } = true;

    /// <summary>Whether nothing has to be done with a text before it is read.</summary>
    internal bool IsPlain => DecimalMark == "." && GroupMark.Length == 0 && IsBare;
}

/// <summary>The types <c>number</c> and <c>integer</c> where they are not written plainly.</summary>
internal sealed class StyledNumberType(CellType plain, NumberStyle style) : CellType
{
    /// <summary>A text of more bytes is no number that anybody has written.</summary>
    private const int MostBytes = 256;

    private readonly byte[] _decimalMark = System.Text.Encoding.UTF8.GetBytes(style.DecimalMark);
    private readonly byte[] _groupMark = System.Text.Encoding.UTF8.GetBytes(style.GroupMark);

    /// <summary>The type of the same values, written plainly.</summary>
    internal CellType Plain => plain;

    internal override CellOrder Order => plain.Order;

    internal override bool TryRead(ReadOnlySpan<byte> text, out CellValue value)
    {
        value = default;
        var number = style.IsBare ? text : TrimToNumber(text);
        if (number.Length > MostBytes)
        {
            return false;
        }

        Span<byte> plainText = stackalloc byte[MostBytes];
        var length = 0;
        while (number.Length > 0)
        {
            if (_groupMark.Length > 0 && number.StartsWith(_groupMark))
            {
                number = number[_groupMark.Length..];
            }
            else if (number.StartsWith(_decimalMark))
            {
                plainText[length++] = (byte)'.';
                number = number[_decimalMark.Length..];
            }
            else
            {
                // A point that is no decimal mark must not become one.
                plainText[length++] = number[0] == '.' ? (byte)'?' : number[0];
                number = number[1..];
            }
        }

        return plain.TryRead(plainText[..length], out value);
    }

    private static ReadOnlySpan<byte> TrimToNumber(ReadOnlySpan<byte> text)
    {
        var first = text.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (first < 0)
        {
            return text;
        }

        var last = text.LastIndexOfAnyInRange((byte)'0', (byte)'9');
        var isSigned = first > 0 && text[first - 1] is (byte)'-' or (byte)'+';
        return text[(isSigned ? first - 1 : first)..(last + 1)];
    }
}

/// <summary>The type <c>number</c>.</summary>
internal sealed class RealType : CellType
{
    internal override CellOrder Order => CellOrder.Real;

    internal override bool TryRead(ReadOnlySpan<byte> text, out CellValue value)
    {
        var isRead = RealNumber.TryParse(text, out var real);
        value = new CellValue(0, real);
        return isRead;
    }
}
