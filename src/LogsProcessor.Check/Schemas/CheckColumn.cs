using LogsProcessor.Check.Rules;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Schemas;

/// <summary>A column of a schema, with all that its cells have to keep. Immutable.</summary>
internal sealed record CheckColumn
{
    /// <summary>Its name.</summary>
    internal required string Name { get; init; }

    /// <summary>Its place in the schema.</summary>
    internal required int Index { get; init; }

    /// <summary>The texts that stand for no value. Default: the empty one.</summary>
    internal required byte[][] MissingValues { get; init; }

    /// <summary>Its cells' type, or null if every text is of it.</summary>
    internal CellType? Type { get; init; }

    /// <summary>What is told of a cell that is not of the type.</summary>
    internal Rule? TypeRule { get; init; }

    /// <summary>What is told of a cell without value; null if it needs none.</summary>
    internal Rule? Required { get; init; }

    /// <summary>What cells with a value have to keep besides.</summary>
    internal CellRule[] Rules { get; init; } = [];

    /// <summary>Whether a value may occur only once.</summary>
    internal bool IsUnique { get; init; }

    /// <summary>Whether its cells belong to a key.</summary>
    internal bool IsInKey { get; init; }

    /// <summary>Whether there is anything to look at in its cells.</summary>
    internal bool HasChecks => Type is not null || Required is not null || Rules.Length > 0 || IsInKey;

    /// <summary>Whether a text stands for no value.</summary>
    internal bool IsMissing(ReadOnlySpan<byte> text)
    {
        foreach (var missing in MissingValues)
        {
            if (text.SequenceEqual(missing))
            {
                return true;
            }
        }

        return false;
    }
}
