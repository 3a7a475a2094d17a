using System.Buffers;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Whole documents of one object, each a line of JSON, on their way to the receiver. It is filled by one writer, then belongs to the
/// sink until its delivery is confirmed or given up; whoever made the batch keeps it for more, or gives its buffer back with
/// <see cref="Release"/>.
/// </summary>
public sealed class Batch
{
    /// <summary>A batch is sent once it holds so many bytes. One document may take it beyond.</summary>
    public const int TargetBytes = 112 * 1024;

    /// <summary>The usual size of the buffer, which array pools keep without waste: the target, and room for one more document.</summary>
    public const int BufferBytes = 128 * 1024;

    private readonly Memory<byte> _room;
    private Memory<byte> _buffer = Memory<byte>.Empty;
    private byte[] _rented = [];

    /// <summary>A batch whose buffer comes from the shared pool of arrays.</summary>
    public Batch()
        : this(Memory<byte>.Empty) { }

    /// <summary>A batch with a buffer of its own. Only what is too large for it goes elsewhere.</summary>
    /// <param name="room">The buffer, of <see cref="BufferBytes"/>.</param>
    public Batch(Memory<byte> room) => _room = room;

    /// <summary>The object its lines come from.</summary>
    public ObjectTally? Source { get; private set; }

    /// <summary>The place before its first line.</summary>
    public ReadPlace Start { get; private set; }

    /// <summary>The number of lines of the log in it.</summary>
    public int Lines { get; private set; }

    /// <summary>The byte offset in the object of its first line.</summary>
    public long FirstOffset { get; private set; }

    /// <summary>The byte offset in the object of its last line.</summary>
    public long LastOffset { get; private set; }

    /// <summary>The number of bytes in it.</summary>
    public int Length { get; private set; }

    /// <summary>How often it was tried to put it on a connection.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether it was on a connection that broke, and has not gone out again since.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>Whether it holds enough to be sent.</summary>
    public bool IsFull => Length >= TargetBytes;

    /// <summary>What to send.</summary>
    public ReadOnlyMemory<byte> Content => _buffer[..Length];

    internal Span<byte> Buffer => _buffer.Span;

    /// <summary>Makes an empty batch ready for lines of <paramref name="source"/>.</summary>
    public void Begin(ObjectTally source)
    {
        if (_buffer.Length == 0)
        {
            _buffer = _room.Length > 0 ? _room : _rented = ArrayPool<byte>.Shared.Rent(BufferBytes);
        }

        Source = source;
        Start = source.Reached;
        Lines = 0;
        Length = 0;
        Attempts = 0;
        IsInDoubt = false;
    }

    /// <summary>Empties the batch, for the next lines. A buffer that one great line has blown up is not kept.</summary>
    public void Clear()
    {
        if (_buffer.Length > BufferBytes)
        {
            Release();
        }

        Source = null;
        Lines = 0;
        Length = 0;
    }

    /// <summary>Gives the buffer back to the pool it came from.</summary>
    public void Release()
    {
        if (_rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = [];
        }

        _buffer = Memory<byte>.Empty;
    }

    internal void Grow(int used, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, used + needed));
        Buffer[..used].CopyTo(larger);
        Release();
        _buffer = _rented = larger;
    }

    /// <summary>Takes in one more line, whose document ends at <paramref name="length"/>.</summary>
    internal void Commit(int length, long offset)
    {
        FirstOffset = Lines == 0 ? offset : FirstOffset;
        LastOffset = offset;
        Length = length;
        Lines++;
    }
}
