using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Rules;
using LogsProcessor.Check.Schemas;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Rows;

/// <summary>
/// Tells the rows of one file whose key was there before. Keys are compared by what their cells mean: <c>1</c> and <c>01</c> are the same
/// integer. A key with a cell that has no value, or a wrong one, is not compared. Not thread-safe.
/// </summary>
internal sealed class UniqueCheck
{
    private readonly (UniqueKey Key, UniqueIndex Index, int Position)[] _keys;
    private readonly CheckTally _tally;
    private readonly ValueHash[] _hashes;
    private readonly bool[] _isKept;

    internal UniqueCheck(CheckSchema schema, BoundColumns columns, CheckTally tally, UniqueMemory memory)
    {
        var positions = columns.Columns.ToDictionary(bound => bound.Column.Index, bound => bound.Position);
        _keys =
        [
            .. schema
                .Keys.Where(key => key.Columns.All(positions.ContainsKey))
                .Select(key => (key, new UniqueIndex(memory), positions[key.Columns[0]])),
        ];
        _tally = tally;
        _hashes = new ValueHash[schema.Columns.Count];
        _isKept = new bool[schema.Columns.Count];
    }

    /// <summary>Begins a row.</summary>
    internal void Clear() => Array.Clear(_isKept);

    /// <summary>Keeps a cell's value for the keys it belongs to.</summary>
    internal void Keep(CheckColumn column, ReadOnlySpan<byte> text, in CellValue value)
    {
        _hashes[column.Index] = (column.Type?.Order ?? CellOrder.None) switch
        {
            CellOrder.Whole when !value.IsBeyond => ValueHash.Of(value.Whole),
            CellOrder.Real => ValueHash.Of(BitConverter.DoubleToInt64Bits(value.Real == 0 ? 0 : value.Real)),
            _ => ValueHash.Of(text),
        };
        _isKept[column.Index] = true;
    }

    /// <summary>Tells the keys of the row that were there before.</summary>
    internal void Check(ErrorPlace place, scoped in CsvRecord record, CellScratch scratch, RowErrors errors)
    {
        foreach (ref readonly var entry in _keys.AsSpan())
        {
            if (!TryHash(entry.Key, out var hash))
            {
                continue;
            }

            switch (entry.Index.Add(hash))
            {
                case Occurrence.Repeated:
                    errors.Add(entry.Key.Rule);
                    _tally.AddError(entry.Key.Rule, place, record.Value(entry.Position, scratch));
                    break;
                case Occurrence.Unknown:
                    _tally.AddUnchecked(entry.Key.Rule);
                    break;
            }
        }
    }

    private bool TryHash(UniqueKey key, out ValueHash hash)
    {
        hash = _hashes[key.Columns[0]];
        foreach (var column in key.Columns)
        {
            if (!_isKept[column])
            {
                return false;
            }

            if (column != key.Columns[0])
            {
                hash = hash.With(_hashes[column]);
            }
        }

        return true;
    }
}
