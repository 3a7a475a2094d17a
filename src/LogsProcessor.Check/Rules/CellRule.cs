using System.Text.RegularExpressions;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Rules;

/// <summary>A rule for cells that are there, and are of their column's type. Immutable.</summary>
/// <param name="rule">What is told where it is broken.</param>
internal abstract class CellRule(Rule rule)
{
    internal Rule Rule => rule;

    /// <summary>Whether a cell keeps it.</summary>
    internal abstract bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch);
}

/// <summary>On which side of a limit values have to be.</summary>
internal enum Side
{
    AtLeast,
    Above,
    AtMost,
    Below,
}

/// <summary>A limit of whole numbers, and of all that is counted by them: dates, times, years.</summary>
internal sealed class WholeLimit(Rule rule, Side side, long limit) : CellRule(rule)
{
    internal override bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch) =>
        side switch
        {
            Side.AtLeast => value.Whole >= limit,
            Side.Above => value.Whole > limit,
            Side.AtMost => value.Whole <= limit,
            _ => value.Whole < limit,
        };
}

/// <summary>A limit of numbers. NaN is on neither side.</summary>
internal sealed class RealLimit(Rule rule, Side side, double limit) : CellRule(rule)
{
    internal override bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch) =>
        side switch
        {
            Side.AtLeast => value.Real >= limit,
            Side.Above => value.Real > limit,
            Side.AtMost => value.Real <= limit,
            _ => value.Real < limit,
        };
}

/// <summary>A limit of a text's length, in characters (code points).</summary>
internal sealed class LengthLimit(Rule rule, int least, int most) : CellRule(rule)
{
    internal override bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch)
    {
        // A character takes one to four bytes, so that mostly nothing has to be counted.
        if (text.Length < least || (text.Length + 3) / 4 > most)
        {
            return false;
        }

        return (text.Length <= most && (text.Length + 3) / 4 >= least) || IsBetween(text);
    }

    private bool IsBetween(ReadOnlySpan<byte> text)
    {
        var characters = 0;
        foreach (var unit in text)
        {
            characters += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return characters >= least && characters <= most;
    }
}

/// <summary>A regular expression that the whole text has to match. It takes time in proportion to the text, whatever the expression is.</summary>
internal sealed class PatternRule(Rule rule, Regex pattern) : CellRule(rule)
{
    internal override bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch) =>
        pattern.IsMatch(scratch.Characters(text));
}

/// <summary>A list of texts.</summary>
internal sealed class TextChoice(Rule rule, ByteSet choices) : CellRule(rule)
{
    internal override bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch) =>
        choices.Contains(text);
}

/// <summary>A list of values, however they are written: <c>1</c> and <c>01</c> are the same integer.</summary>
internal sealed class ValueChoice(Rule rule, HashSet<CellValue> choices) : CellRule(rule)
{
    internal override bool Holds(ReadOnlySpan<byte> text, in CellValue value, CellScratch scratch) =>
        choices.Contains(value);
}
