using System.Buffers.Text;

namespace LogsProcessor.Core.Json;

/// <summary>Writes JSON behind what a batch holds. Every member is written with a comma behind it; the end of an object takes the last one back.</summary>
internal ref struct JsonOutput
{
    private readonly Batch _batch;
    private Span<byte> _buffer;

    internal JsonOutput(Batch batch)
    {
        _batch = batch;
        _buffer = batch.Buffer;
        Position = batch.Length;
    }

    /// <summary>The end of what was written. It may be set back, to take back what stands behind it.</summary>
    internal int Position { get; set; }

    internal void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length)[Position..]);
        Position += bytes.Length;
    }

    /// <summary>The next <paramref name="length"/> bytes, for the caller to write.</summary>
    internal Span<byte> Take(int length)
    {
        var taken = Reserve(length).Slice(Position, length);
        Position += length;
        return taken;
    }

    internal void Write(byte value)
    {
        Reserve(1)[Position] = value;
        Position++;
    }

    internal void Write(JsonLiteral piece)
    {
        piece.CopyTo(ref Reserve(piece.PaddedLength)[Position]);
        Position += piece.Length;
    }

    /// <summary>A member whose text stands for itself in JSON. <paramref name="name"/> holds everything up to the opening quote.</summary>
    internal void WritePlainText(JsonLiteral name, scoped ReadOnlySpan<byte> text)
    {
        Write(name);
        WritePlainText(text);
    }

    /// <summary>A text that stands for itself in JSON, behind its opening quote.</summary>
    internal void WritePlainText(scoped ReadOnlySpan<byte> text)
    {
        var target = Reserve(text.Length)[Position..];
        text.CopyTo(target);
        target[text.Length + 1] = (byte)',';
        target[text.Length] = (byte)'"';
        Position += text.Length + 2;
    }

    /// <summary>A member whose text may hold anything.</summary>
    internal void WriteText(JsonLiteral name, scoped ReadOnlySpan<byte> text)
    {
        Write(name);
        WriteText(text);
    }

    /// <summary>A text that may hold anything, behind its opening quote.</summary>
    internal void WriteText(scoped ReadOnlySpan<byte> text)
    {
        Position += JsonText.Escape(text, Reserve(JsonText.MostBytes(text.Length))[Position..]);
        Write("\","u8);
    }

    /// <summary>A member whose number is written as it stands.</summary>
    internal void WriteNumber(JsonLiteral name, scoped ReadOnlySpan<byte> digits)
    {
        Write(name);
        Write(digits);
        Write((byte)',');
    }

    internal void WriteInteger(long value)
    {
        _ = Utf8Formatter.TryFormat(value, Reserve(20)[Position..], out var written);
        Position += written;
    }

    /// <summary>Ends an object or array: <paramref name="end"/> takes the place of the last comma.</summary>
    internal void Close(byte end)
    {
        _buffer[Position - 1] = end;
        Write((byte)',');
    }

    /// <summary>Ends so many objects with the member that was written last.</summary>
    internal void CloseObjects(int count)
    {
        for (; count > 0; count--)
        {
            Close((byte)'}');
        }
    }

    /// <summary>Room for <paramref name="length"/> bytes behind the position, and for those that a copy of fixed width takes beyond.</summary>
    /// <returns>The whole buffer.</returns>
    internal Span<byte> Reserve(int length)
    {
        if (_buffer.Length - Position < length + JsonLiteral.Width)
        {
            _batch.Grow(Position, length + JsonLiteral.Width);
            _buffer = _batch.Buffer;
        }

        return _buffer;
    }
}
