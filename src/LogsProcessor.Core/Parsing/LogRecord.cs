using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>
/// The fields of one line, as places in it: nothing is copied but values that had to be decoded. One instance serves a whole
/// object; what it says holds until the next line is parsed. Not thread-safe.
/// </summary>
public sealed class LogRecord
{
    /// <summary>So many undocumented fields are kept one by one; what follows is kept as one more.</summary>
    internal const int MostExtras = 1000;

    internal FieldSlot[] Slots = new FieldSlot[48];
    private readonly List<Range> _decoded = [];
    private byte[] _scratch = new byte[1024];
    private int _scratchUsed;
    private UrlParts _url;
    private bool _isUrlSplit;

    /// <summary>The format's table, or null where no format was recognised.</summary>
    public FormatTable? Table { get; internal set; }

    /// <summary>Where and why the line is malformed.</summary>
    public ParseFault Fault { get; internal set; }

    /// <summary>The number of fields in the line, undocumented ones included.</summary>
    public int FieldCount { get; internal set; }

    /// <summary>The number of documented fields in the line.</summary>
    public int DocumentedCount => Math.Min(FieldCount, Table?.Fields.Length ?? 0);

    /// <summary>Whether the line has more fields than are documented.</summary>
    public bool HasExtra => FieldCount > (Table?.Fields.Length ?? int.MaxValue);

    /// <summary>
    /// Whether every byte of the line stands for itself in JSON: printable ASCII without a backslash. Quotes then only surround
    /// fields, so values can be copied as they are.
    /// </summary>
    public bool IsPlain { get; internal set; }

    /// <summary>The parts of the request line, for the formats that have one.</summary>
    public RequestLine Request { get; internal set; }

    /// <summary>Whether the record is of an HTTP request; a Classic load balancer's TCP listener writes the same format without one.</summary>
    public bool IsHttp { get; internal set; }

    /// <summary>Whether the log gives no value for the field.</summary>
    public bool IsAbsent(int field) => Slots[field].Form == ValueForm.Absent;

    /// <summary>Whether the line has the field, and a value for it; a negative index is a field that the format does not have.</summary>
    internal bool Has(int field) => field >= 0 && field < DocumentedCount && !IsAbsent(field);

    /// <summary>Whether the field stands in quotes.</summary>
    public bool IsQuoted(int field) => Slots[field].IsQuoted;

    /// <summary>The field's text as it stands in <paramref name="line"/>, without its quotes.</summary>
    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> line, int field) =>
        line.Slice(Slots[field].RawStart, Slots[field].RawLength);

    /// <summary>The field's value: the text, decoded.</summary>
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, int field) => ValueOf(line, in Slots[field]);

    /// <summary>Where in the line the field's text begins.</summary>
    internal int RawStart(int field) => Slots[field].RawStart;

    internal ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> line, ref readonly FieldSlot slot) =>
        slot.IsDecoded ? _scratch.AsSpan(_decoded[slot.Mark]) : line.Slice(slot.RawStart, slot.RawLength);

    /// <summary>The position of the last colon in the value of an endpoint.</summary>
    internal int ColonOf(int field) => Slots[field].Mark;

    /// <summary>The parts of the request's URL, which is <paramref name="url"/>; split once a record, for those layouts that want them.</summary>
    internal ref readonly UrlParts SplitUrl(ReadOnlySpan<byte> url)
    {
        if (!_isUrlSplit)
        {
            _url = UrlParts.Split(url);
            _isUrlSplit = true;
        }

        return ref _url;
    }

    internal void Reset(FormatTable? table)
    {
        Table = table;
        FieldCount = 0;
        Fault = default;
        Request = default;
        IsPlain = false;
        IsHttp = false;
        _decoded.Clear();
        _scratchUsed = 0;
        _isUrlSplit = false;
    }

    internal void Add(FieldSlot slot)
    {
        if (FieldCount == Slots.Length)
        {
            Array.Resize(ref Slots, Slots.Length * 2);
        }

        Slots[FieldCount++] = slot;
    }

    /// <summary>Room for a decoded value of at most <paramref name="length"/> bytes; <see cref="Keep"/> says how many it took.</summary>
    internal Span<byte> Scratch(int length)
    {
        if (_scratch.Length - _scratchUsed < length)
        {
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchUsed + length));
        }

        return _scratch.AsSpan(_scratchUsed, length);
    }

    internal void Keep(ref FieldSlot slot, int length)
    {
        slot.IsDecoded = true;
        slot.Mark = _decoded.Count;
        _decoded.Add(_scratchUsed..(_scratchUsed + length));
        _scratchUsed += length;
    }
}
