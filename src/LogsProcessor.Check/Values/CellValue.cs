namespace LogsProcessor.Check.Values;

/// <summary>What a cell's text means, for comparing: one of the two, as its type has it.</summary>
/// <param name="Whole">A whole number: of days, of ticks, of itself. What lies beyond 64 bits is the least or the greatest of them.</param>
/// <param name="Real">A number.</param>
internal readonly record struct CellValue(long Whole, double Real)
{
    /// <summary>Whether it is a whole number that 64 bits do not hold.</summary>
    internal bool IsBeyond => Whole is long.MinValue or long.MaxValue;
}

/// <summary>Which member of a <see cref="CellValue"/> a type uses.</summary>
internal enum CellOrder
{
    /// <summary>Neither: values are told apart by their text, and have no order.</summary>
    None,

    /// <summary><see cref="CellValue.Whole"/>.</summary>
    Whole,

    /// <summary><see cref="CellValue.Real"/>.</summary>
    Real,
}
