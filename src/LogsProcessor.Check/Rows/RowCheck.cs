using System.Text.Unicode;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Rules;
using LogsProcessor.Check.Schemas;
using LogsProcessor.Check.Values;

namespace LogsProcessor.Check.Rows;

/// <summary>
/// Checks the rows of one file: every cell by its column's rules, in order; a cell without value only by whether it may have none, and
/// one of another type by nothing else. Nothing is allocated for a valid row. Not thread-safe.
/// </summary>
internal sealed class RowCheck
{
    private readonly CheckSchema _schema;
    private readonly CheckTally _tally;
    private readonly int _fields;
    private readonly BoundColumn[] _columns;
    private readonly UniqueCheck _unique;
    private readonly CellScratch _scratch = new();

    internal RowCheck(CheckSchema schema, BoundColumns columns, CheckTally tally, UniqueMemory memory)
    {
        _schema = schema;
        _tally = tally;
        _fields = columns.Count;
        _columns = [.. columns.Columns.Where(bound => bound.Column.HasChecks)];
        _unique = new UniqueCheck(schema, columns, tally, memory);
    }

    /// <summary>Checks a row.</summary>
    /// <param name="record">The row.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    internal void Check(scoped in CsvRecord record, RowErrors errors)
    {
        var place = new ErrorPlace(_tally.Rows, record.Line, record.Offset);
        if (record.Fault != CsvFault.None)
        {
            var book = _schema.Book;
            Tell(record.Fault == CsvFault.TooLong ? book.TooLong : book.UnclosedQuote, place, record.Raw, errors);
            return;
        }

        if (record.FieldCount != _fields)
        {
            Tell(_schema.Book.Fields, place, record.Raw, errors);
        }

        if (!Utf8.IsValid(record.Raw))
        {
            TellEncoding(in record, place, errors);
        }

        _unique.Clear();
        foreach (ref readonly var bound in _columns.AsSpan())
        {
            if (bound.Position < record.FieldCount && bound.Position < CsvReader.MostFields)
            {
                CheckCell(record.Value(bound.Position, _scratch), bound.Column, place, errors);
            }
        }

        _unique.Check(place, in record, _scratch, errors);
    }

    private void CheckCell(ReadOnlySpan<byte> text, CheckColumn column, ErrorPlace place, RowErrors errors)
    {
        if (column.IsMissing(text))
        {
            if (column.Required is { } required)
            {
                Tell(required, place, text, errors);
            }

            return;
        }

        var value = default(CellValue);
        if (column.Type is { } type && !type.TryRead(text, out value))
        {
            Tell(column.TypeRule!, place, text, errors);
            return;
        }

        foreach (var rule in column.Rules)
        {
            if (!rule.Holds(text, in value, _scratch))
            {
                Tell(rule.Rule, place, text, errors);
            }
        }

        if (column.IsInKey)
        {
            _unique.Keep(column, text, in value);
        }
    }

    private void TellEncoding(scoped in CsvRecord record, ErrorPlace place, RowErrors errors)
    {
        for (var index = 0; index < Math.Min(record.FieldCount, CsvReader.MostFields); index++)
        {
            var text = record.Value(index, _scratch);
            if (!Utf8.IsValid(text))
            {
                Tell(_schema.Book.Encoding, place, text, errors);
                return;
            }
        }
    }

    private void Tell(Rule rule, ErrorPlace place, ReadOnlySpan<byte> text, RowErrors errors)
    {
        errors.Add(rule);
        _tally.AddError(rule, place, text);
    }
}
