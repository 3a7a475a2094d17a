using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Filtering;

/// <summary>A line with pieces of it replaced, and where each position has gone. Replacements come from left to right. Not thread-safe.</summary>
internal sealed class LineEdits
{
    private readonly List<Edit> _edits = [];
    private byte[] _text = new byte[4096];
    private int _length;
    private int _copied;

    /// <summary>Whether nothing was replaced since <see cref="Begin"/>.</summary>
    internal bool IsEmpty => _edits.Count == 0;

    /// <summary>Begins a line.</summary>
    internal void Begin()
    {
        _edits.Clear();
        _length = 0;
        _copied = 0;
    }

    /// <summary>Puts <paramref name="text"/> in the place of the line's bytes from <paramref name="start"/> to <paramref name="end"/>.</summary>
    internal void Replace(ReadOnlySpan<byte> line, int start, int end, ReadOnlySpan<byte> text)
    {
        Append(line[_copied..start]);
        var newStart = _length;
        Append(text);
        _copied = end;
        _edits.Add(new Edit(start, end, newStart, _length));
    }

    /// <summary>The line as it is now; it holds until the next one is begun.</summary>
    internal ReadOnlySpan<byte> Finish(ReadOnlySpan<byte> line)
    {
        if (IsEmpty)
        {
            return line;
        }

        Append(line[_copied..]);
        _copied = line.Length;
        return _text.AsSpan(0, _length);
    }

    /// <summary>The fault, where its text stands now: it takes in the whole of a replacement that it touched.</summary>
    internal ParseFault Move(ParseFault fault)
    {
        var start = Move(fault.Position, static edit => edit.NewStart);
        var end = Move(fault.Position + fault.Length, static edit => edit.NewEnd);
        return fault with { Position = start, Length = end - start };
    }

    private int Move(int position, Func<Edit, int> inside)
    {
        var shift = 0;
        foreach (var edit in _edits)
        {
            if (position <= edit.Start)
            {
                break;
            }

            if (position < edit.End)
            {
                return inside(edit);
            }

            shift = edit.NewEnd - edit.End;
        }

        return position + shift;
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (_text.Length - _length < text.Length)
        {
            Array.Resize(ref _text, (_length + text.Length) * 2);
        }

        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private readonly record struct Edit(int Start, int End, int NewStart, int NewEnd);
}
