namespace LogsProcessor.Cli.Resuming;

/// <summary>The lines of a state file as bytes, one after the other, and how much of the file they make.</summary>
internal sealed class StateLines(FileStream file)
{
    private readonly List<byte> _line = [];

    /// <summary>The line, without its end.</summary>
    public byte[] Current { get; private set; } = [];

    /// <summary>Whether the line has an end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The bytes of all lines that have an end.</summary>
    public long WholeLength { get; private set; }

    /// <summary>Goes to the next line.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        _line.Clear();
        int next;
        while ((next = file.ReadByte()) >= 0 && next != '\n')
        {
            _line.Add((byte)next);
        }

        Current = [.. _line];
        IsWhole = next == '\n';
        WholeLength += IsWhole ? Current.Length + 1 : 0;
        Number++;
        return IsWhole || Current.Length > 0;
    }
}
