using System.Buffers;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Rows;

namespace LogsProcessor.Check.Annotating;

/// <summary>
/// Writes rows as they were read, and two more columns behind them: <c>valid</c> and <c>errors</c>. A row with too few fields gets empty
/// ones before these, so that they stand under their names; one with too many keeps all it has, and has these as its last. Not thread-safe.
/// </summary>
internal sealed class AnnotatedWriter : IDisposable
{
    private const int FullBytes = 64 * 1024;

    /// <summary>Of what cannot be a row, so much is kept.</summary>
    private const int MostBrokenBytes = 1024;

    private readonly byte _delimiter;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(2 * FullBytes);
    private int _length;
    private int _fields;
    private byte[] _lineEnd = [(byte)'\n'];

    internal AnnotatedWriter(byte delimiter) => _delimiter = delimiter;

    /// <summary>Whether there is enough to be worth a write.</summary>
    internal bool IsFull => _length >= FullBytes;

    /// <summary>What is written, and not taken yet.</summary>
    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Takes what is written.</summary>
    internal void Clear() => _length = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    /// <summary>Writes the header.</summary>
    internal void WriteHeader(scoped in CsvRecord header)
    {
        _fields = header.FieldCount;
        _lineEnd = header.LineEnd.Length > 0 ? header.LineEnd.ToArray() : _lineEnd;
        Write(header.Raw, header.LineEnd, 0, "valid"u8, "errors"u8);
    }

    /// <summary>Writes a row without errors.</summary>
    internal void WriteValid(scoped in CsvRecord record) => Write(record.Raw, record.LineEnd, 0, "true"u8, ""u8);

    /// <summary>Writes a row with errors.</summary>
    internal void WriteInvalid(scoped in CsvRecord record, RowErrors errors)
    {
        if (record.Fault == CsvFault.None)
        {
            Write(record.Raw, record.LineEnd, Math.Max(_fields - record.FieldCount, 0), "false"u8, errors.Text, true);
            return;
        }

        WriteBroken(record.Raw[..LengthToKeep(record.Raw)]);
        Write([], record.LineEnd, _fields - 1, "false"u8, errors.Text, true);
    }

    /// <summary>Half a character would make the output something that is not UTF-8.</summary>
    private static int LengthToKeep(ReadOnlySpan<byte> raw)
    {
        var length = Math.Min(raw.Length, MostBrokenBytes);
        for (var back = 0; back < 4 && length - back > 0 && length - back < raw.Length; back++)
        {
            if ((raw[length - back] & 0xC0) != 0x80)
            {
                return length - back;
            }
        }

        return length;
    }

    /// <summary>Writes what cannot be a row as the one field of a row: its quotes would swallow what follows.</summary>
    private void WriteBroken(ReadOnlySpan<byte> raw)
    {
        var target = Reserve((raw.Length * 2) + 2);
        var length = 0;
        target[length++] = (byte)'"';
        foreach (var unit in raw)
        {
            target[length++] = unit;
            if (unit == '"')
            {
                target[length++] = unit;
            }
        }

        target[length++] = (byte)'"';
        _length += length;
    }

    private void Write(
        ReadOnlySpan<byte> raw,
        ReadOnlySpan<byte> lineEnd,
        int padding,
        ReadOnlySpan<byte> valid,
        ReadOnlySpan<byte> errors,
        bool isQuoted = false
    )
    {
        lineEnd = lineEnd.Length > 0 ? lineEnd : _lineEnd;
        var target = Reserve(raw.Length + padding + valid.Length + errors.Length + lineEnd.Length + 4);
        raw.CopyTo(target);
        var at = raw.Length;
        target.Slice(at, padding).Fill(_delimiter);
        at += padding;
        target[at++] = _delimiter;
        valid.CopyTo(target[at..]);
        at += valid.Length;
        target[at++] = _delimiter;
        if (isQuoted)
        {
            target[at++] = (byte)'"';
        }

        errors.CopyTo(target[at..]);
        at += errors.Length;
        if (isQuoted)
        {
            target[at++] = (byte)'"';
        }

        lineEnd.CopyTo(target[at..]);
        _length += at + lineEnd.Length;
    }

    private Span<byte> Reserve(int length)
    {
        if (_length + length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + length, _bytes.Length * 2));
            Written.Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }
}
