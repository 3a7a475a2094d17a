namespace LogsProcessor.Check.Values;

/// <summary>A type, and format, of cells: tells the texts that are of it. Immutable.</summary>
internal abstract class CellType
{
    /// <summary>The type's name in a schema, and its format where that is not the default.</summary>
    internal required string Name { get; init; }

    /// <summary>How its values compare.</summary>
    internal virtual CellOrder Order => CellOrder.None;

    /// <summary>Reads a text.</summary>
    /// <returns>False if it is not of the type.</returns>
    internal abstract bool TryRead(ReadOnlySpan<byte> text, out CellValue value);
}

/// <summary>What a value's length counts.</summary>
internal enum Counted
{
    /// <summary>Nothing: it has no length.</summary>
    Nothing,

    /// <summary>The characters of a text.</summary>
    Characters,

    /// <summary>The items of a JSON array, the members of an object.</summary>
    Items,
}

/// <summary>A type whose texts are told by a predicate, and have no order.</summary>
internal sealed class TextType(TextType.Test test) : CellType
{
    internal delegate bool Test(ReadOnlySpan<byte> text);

    /// <summary>What its values' length counts.</summary>
    internal Counted Counted { get; init; }

    internal override bool TryRead(ReadOnlySpan<byte> text, out CellValue value)
    {
        value = default;
        return test(text);
    }
}

/// <summary>A type whose values are whole numbers.</summary>
internal sealed class WholeType(WholeType.Parser parse) : CellType
{
    internal delegate bool Parser(ReadOnlySpan<byte> text, out long value);

    internal override CellOrder Order => CellOrder.Whole;

    internal override bool TryRead(ReadOnlySpan<byte> text, out CellValue value)
    {
        var isRead = parse(text, out var whole);
        value = new CellValue(whole, 0);
        return isRead;
    }
}
