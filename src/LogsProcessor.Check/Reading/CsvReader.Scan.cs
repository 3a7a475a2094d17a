namespace LogsProcessor.Check.Reading;

/// <summary>Finds where fields and records end. The place where it stopped for want of bytes is kept, and gone on from.</summary>
public sealed partial class CsvReader
{
    // All positions are from the beginning of the record, which may move within the buffer.
    private Place _place;
    private int _position;
    private int _fieldStart;
    private FieldKind _kind;
    private int _count;
    private int _innerLineEnds;
    private int _contentLength;

    /// <summary>Where in a record the scan stands.</summary>
    private enum Place
    {
        FieldStart,
        Plain,
        Quoted,

        /// <summary>Behind a quote inside quotes: it is the closing one, unless another follows.</summary>
        Quote,

        /// <summary>Behind the CR that ended the record: an LF belongs to it.</summary>
        Return,
    }

    private enum ScanEnd
    {
        NeedsMore,
        Record,

        /// <summary>It does not end within the longest record, or the text ends inside quotes.</summary>
        Runaway,
    }

    /// <summary>Scans on. No byte behind the longest record is looked at, so that it does not matter which ones are there.</summary>
    private ScanEnd Scan()
    {
        var window = Window();
        var position = _position;
        var place = _place;
        while (position < window.Length && place != Place.Return)
        {
            switch (place)
            {
                case Place.FieldStart:
                    var isQuoted = window[position] == '"';
                    _kind = isQuoted ? FieldKind.Quoted : FieldKind.Plain;
                    place = isQuoted ? Place.Quoted : Place.Plain;
                    position += isQuoted ? 1 : 0;
                    break;
                case Place.Plain:
                    var end = window[position..].IndexOfAny(_delimiter, (byte)'\n', (byte)'\r');
                    position = end < 0 ? window.Length : position + end;
                    place = end < 0 ? Place.Plain : EndField(window, ref position);
                    break;
                case Place.Quoted:
                    place = PassOverQuoted(window, ref position);
                    break;
                default:
                    place = GoOnBehindQuote(window, ref position);
                    break;
            }

            if (place == Place.FieldStart && window[position - 1] == '\n')
            {
                _position = position;
                return ScanEnd.Record;
            }
        }

        _position = position;
        _place = place;
        return place == Place.Return ? EndWithReturn() : EndOfWindow(window);
    }

    private ReadOnlySpan<byte> Window() => _buffer.AsSpan(_start, Math.Min(_end - _start, _mostRecordBytes + 1));

    /// <summary>Goes on to the closing quote, or to what may be it; two quotes are one, and close nothing.</summary>
    private Place PassOverQuoted(ReadOnlySpan<byte> window, ref int position)
    {
        while (true)
        {
            var quote = window[position..].IndexOf((byte)'"');
            if (quote < 0)
            {
                position = window.Length;
                return Place.Quoted;
            }

            position += quote + 1;
            if (position == window.Length || window[position] != '"')
            {
                return Place.Quote;
            }

            _kind = FieldKind.Escaped;
            position++;
        }
    }

    private Place GoOnBehindQuote(ReadOnlySpan<byte> window, ref int position)
    {
        var next = window[position];
        if (next == _delimiter || next is (byte)'\n' or (byte)'\r')
        {
            return EndField(window, ref position);
        }

        _kind = FieldKind.Escaped;
        position += next == '"' ? 1 : 0;
        return next == '"' ? Place.Quoted : Place.Plain;
    }

    /// <summary>Ends a field at a delimiter or a line end, and passes over it.</summary>
    private Place EndField(ReadOnlySpan<byte> window, ref int position)
    {
        AddField(window, position);
        _contentLength = position;
        var end = window[position];
        position++;
        _fieldStart = position;
        return end == '\r' ? Place.Return : Place.FieldStart;
    }

    private void AddField(ReadOnlySpan<byte> window, int end)
    {
        if (_kind != FieldKind.Plain)
        {
            _innerLineEnds += LineEnds.Count(window[_fieldStart..end]);
        }

        if (_count < MostFields)
        {
            if (_count == _fields.Length)
            {
                Array.Resize(ref _fields, _fields.Length * 2);
            }

            _fields[_count] = new CsvField(_fieldStart, end - _fieldStart, _kind);
        }

        _count++;
    }

    private ScanEnd EndWithReturn()
    {
        var next = _start + _position;
        if (next == _end && !_isAtEnd)
        {
            return ScanEnd.NeedsMore;
        }

        _position += next < _end && _buffer[next] == '\n' ? 1 : 0;
        return ScanEnd.Record;
    }

    private ScanEnd EndOfWindow(ReadOnlySpan<byte> window)
    {
        if (window.Length > _mostRecordBytes)
        {
            return ScanEnd.Runaway;
        }

        if (!_isAtEnd || window.Length == 0)
        {
            return ScanEnd.NeedsMore;
        }

        if (_place == Place.Quoted)
        {
            return ScanEnd.Runaway;
        }

        _kind = _place == Place.FieldStart ? FieldKind.Plain : _kind;
        AddField(window, window.Length);
        _contentLength = window.Length;
        return ScanEnd.Record;
    }
}
