using System.Runtime.CompilerServices;
using System.Text;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core;

/// <summary>Takes the lines of one object from the reader's buffer into a batch: parse, filter, conceal, write, count. Not thread-safe.</summary>
internal sealed partial class LineEncoder(
    LineParser parser,
    DocumentWriter writer,
    ObjectTally tally,
    FailureLog failures
)
{
    private readonly LogRecord _record = new();
    private long _lineNumber = tally.Start.Lines;

    /// <summary>Decides which records are shipped; null: all of them.</summary>
    internal RecordFilter? Filter { get; init; }

    /// <summary>Takes out of lines what must not leave them; null: nothing.</summary>
    internal LineConcealer? Concealer { get; init; }

    /// <summary>Whether the object is one of those that AWS writes when logging is switched on: what is no record in it is nothing lost.</summary>
    internal bool IsTestObject { get; init; }

    /// <summary>Encodes until the batch is full, or the buffer holds no whole line any more.</summary>
    /// <returns>True if the batch is full.</returns>
    internal bool Encode(LineReader lines, Batch batch)
    {
        var isFull = EncodeLines(lines, batch);
        if (lines.NextLineOffset is { } offset)
        {
            tally.MarkReached(offset);
        }

        return isFull;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool EncodeLines(LineReader lines, Batch batch)
    {
        while (!batch.IsFull)
        {
            if (!lines.TryRead(out var line))
            {
                return false;
            }

            if (line.IsCut)
            {
                AddMalformed(batch, in line, new ParseFault(ParseFaultKind.TooLong, 0, 0, 0));
                continue;
            }

            var outcome = parser.Parse(line.Bytes, _record);
            if (outcome == ParseOutcome.Unfinished && !TryFinish(lines, ref line, out outcome))
            {
                return false;
            }

            Add(batch, in line, outcome);
        }

        return true;
    }

    private void Add(Batch batch, in Line line, ParseOutcome outcome)
    {
        switch (outcome)
        {
            case ParseOutcome.Parsed:
                if (!writer.CanWrite(_record.Table!))
                {
                    throw new ContentException(
                        $"layout 'original' has names for clb and alb lines only, and this is {_record.Table!.Name}"
                    );
                }

                AddRecord(batch, in line);
                break;
            case ParseOutcome.Skipped:
            case ParseOutcome.Malformed when IsTestObject:
                _lineNumber++;
                tally.Skipped++;
                break;
            default:
                AddMalformed(batch, in line, _record.Fault);
                break;
        }
    }

    private void AddRecord(Batch batch, in Line line)
    {
        var fate = Filter?.Decide(line.Bytes, _record, line.Offset) ?? RecordFate.Shipped;
        var text = line.Bytes;
        if (fate != RecordFate.Filtered && Concealer is not null && !TryConceal(ref text))
        {
            AddMalformed(batch, in line, _record.Fault);
            return;
        }

        _lineNumber++;
        tally.Parsed++;
        tally.NewFields += _record.HasExtra ? 1 : 0;
        tally.Times.Add(_record.Value(text, _record.Table!.TimeField));
        if (fate == RecordFate.Filtered)
        {
            tally.Filtered++;
            return;
        }

        writer.Write(batch, text, _record, line.Offset, isSampled: fate == RecordFate.Sampled);
    }

    /// <summary>Conceals what must not leave the line, and reads what is left, so that no part of the document can know more.</summary>
    /// <returns>False if what is left is no record any more; it is not shipped as one then.</returns>
    private bool TryConceal(ref ReadOnlySpan<byte> text)
    {
        var concealed = Concealer!.Conceal(text, _record);
        if (concealed == text)
        {
            return true;
        }

        text = concealed;
        return parser.ParseAlone(text, _record) == ParseOutcome.Parsed;
    }

    private void AddMalformed(Batch batch, in Line line, ParseFault fault)
    {
        _lineNumber++;
        var table = line.IsCut ? null : _record.Table;
        var text = line.Bytes;
        if (Concealer is not null)
        {
            text = Concealer.ConcealMalformed(text);
            fault = Concealer.Move(fault);
        }

        var message = line.IsCut ? $"the line is longer than {line.Bytes.Length} bytes" : fault.Describe(table, text);
        writer.WriteMalformed(batch, text, table, line.Offset, message);
        tally.Malformed++;
        var head = text[..Math.Min(text.Length, SummaryWriter.MostTextLength)];
        failures.Add(new Failure(message, tally.Name, _lineNumber, line.Offset, Encoding.UTF8.GetString(head)));
    }
}
