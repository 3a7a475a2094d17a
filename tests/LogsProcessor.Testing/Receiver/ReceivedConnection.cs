using System.Buffers;
using System.Text;

namespace LogsProcessor.Testing.Receiver;

/// <summary>How a connection ended, as the receiver saw it.</summary>
public enum ConnectionEnd
{
    /// <summary>It has not ended.</summary>
    Open,

    /// <summary>The sender's FIN came behind a whole line, and the receiver closed its side after that.</summary>
    Orderly,

    /// <summary>The sender's FIN came in the middle of a line.</summary>
    MidLine,

    /// <summary>The sender reset it, or left while the receiver still had something to do.</summary>
    Broken,

    /// <summary>The receiver did what its script says, or died.</summary>
    Fault,
}

/// <summary>What arrived over one connection. Thread-safe.</summary>
public sealed class ReceivedConnection
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _lines;
    private int _wholeLineBytes;
    private ConnectionEnd _end;
    private string? _error;

    internal ReceivedConnection(int number) => Number = number;

    /// <summary>Its place in the order of acceptance, from 0.</summary>
    public int Number { get; }

    /// <summary>How it ended.</summary>
    public ConnectionEnd End
    {
        get
        {
            lock (_lock)
            {
                return _end;
            }
        }
    }

    /// <summary>What the receiver met with, if that is why it ended.</summary>
    public string? Error
    {
        get
        {
            lock (_lock)
            {
                return _error;
            }
        }
    }

    /// <summary>How many bytes were read.</summary>
    public long BytesRead
    {
        get
        {
            lock (_lock)
            {
                return _bytes.WrittenCount;
            }
        }
    }

    /// <summary>How many whole lines were read.</summary>
    public int LineCount
    {
        get
        {
            lock (_lock)
            {
                return _lines;
            }
        }
    }

    /// <summary>The whole lines, without their line feeds.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                var text = Encoding.UTF8.GetString(_bytes.WrittenSpan[.._wholeLineBytes]);
                return text.Length == 0 ? [] : text[..^1].Split('\n');
            }
        }
    }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var lastLineFeed = bytes.LastIndexOf((byte)'\n');
            if (lastLineFeed >= 0)
            {
                _lines += bytes.Count((byte)'\n');
                _wholeLineBytes = _bytes.WrittenCount + lastLineFeed + 1;
            }

            _bytes.Write(bytes);
        }
    }

    internal void EndAtSendersFin()
    {
        lock (_lock)
        {
            _end = _wholeLineBytes == _bytes.WrittenCount ? ConnectionEnd.Orderly : ConnectionEnd.MidLine;
        }
    }

    internal void EndAs(ConnectionEnd end, string? error)
    {
        lock (_lock)
        {
            _end = end;
            _error = error;
        }
    }
}
