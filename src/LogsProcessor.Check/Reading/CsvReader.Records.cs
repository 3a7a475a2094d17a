namespace LogsProcessor.Check.Reading;

/// <summary>Gives out records, and finds the way back from one that does not end.</summary>
public sealed partial class CsvReader
{
    /// <summary>
    /// What is scanned again behind quotes that are never closed may cost so much more than the text itself: without a bound, a text of
    /// nothing but such lines would be scanned over and over.
    /// </summary>
    private const long MostScannedAgain = 16 * 1024 * 1024;

    private bool _isPassingOver;
    private long _scannedAgain;

    /// <summary>The next whole record.</summary>
    /// <returns>False if the buffer holds none.</returns>
    public bool TryRead(out CsvRecord record)
    {
        if ((_isAtStart && !TryPassOverMark()) || (_isPassingOver && !TryPassOverLine()))
        {
            record = default;
            return false;
        }

        switch (Scan())
        {
            case ScanEnd.Record:
                record = Take();
                return true;
            case ScanEnd.Runaway:
                record = TakeRunaway();
                return true;
            default:
                record = default;
                return false;
        }
    }

    private CsvRecord Take()
    {
        var raw = _buffer.AsSpan(_start, _contentLength);
        var fields = _contentLength == 0 ? 0 : _count;
        var record = new CsvRecord(
            raw,
            _buffer.AsSpan(_start + _contentLength, _position - _contentLength),
            _fields.AsSpan(0, Math.Min(fields, MostFields))
        )
        {
            Line = Line,
            Offset = _bufferOffset + _start,
            FieldCount = fields,
        };
        Advance(_position, _innerLineEnds + (_position > _contentLength ? 1 : 0));
        return record;
    }

    /// <summary>
    /// Takes the line in which an unclosed quote begins, for reading to go on behind it; or where that cannot be, as much as a record may
    /// have, for reading to go on at the next line.
    /// </summary>
    private CsvRecord TakeRunaway()
    {
        var window = Window();
        var fault = _place is Place.Quoted or Place.Quote ? CsvFault.UnclosedQuote : CsvFault.TooLong;
        var (start, length) = LineEnds.Find(window);
        var isCut = start < 0 || (start + 1 == window.Length && window[start] == '\r' && start == _mostRecordBytes);
        var offset = _bufferOffset + _start;
        var again = isCut ? 0 : window.Length - start - length;
        if (fault == CsvFault.UnclosedQuote && !isCut && _scannedAgain + again <= offset + MostScannedAgain)
        {
            _scannedAgain += again;
            var line = Runaway(window[..start], window.Slice(start, length), fault);
            Advance(start + length, 1);
            return line;
        }

        var piece = Runaway(window, [], fault);
        Advance(window.Length, LineEnds.Count(window));
        _isPassingOver = true;
        return piece;
    }

    private CsvRecord Runaway(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> lineEnd, CsvFault fault) =>
        new(raw, lineEnd, [])
        {
            Line = Line,
            Offset = _bufferOffset + _start,
            Fault = fault,
        };

    /// <returns>False if the line's end is not in the buffer yet.</returns>
    private bool TryPassOverLine()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var (start, length) = LineEnds.Find(rest);
        var isWhole = start >= 0 && (length == 2 || rest[start] == '\n' || start + 1 < rest.Length || _isAtEnd);
        if (isWhole || _isAtEnd)
        {
            Advance(start < 0 ? rest.Length : start + length, start < 0 ? 0 : 1);
            _isPassingOver = false;
            return true;
        }

        Advance(start < 0 ? rest.Length : start, 0);
        return false;
    }

    /// <summary>Goes on behind so many bytes, and begins a record there.</summary>
    private void Advance(int bytes, int lineEnds)
    {
        _start += bytes;
        Line += lineEnds;
        _position = 0;
        _fieldStart = 0;
        _count = 0;
        _innerLineEnds = 0;
        _place = Place.FieldStart;
    }
}
