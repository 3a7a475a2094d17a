using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Writes the documents of one object's lines into batches, by the plans of their formats. Not thread-safe. It allocates nothing per
/// record; a malformed line costs its message.
/// </summary>
public sealed partial class DocumentWriter
{
    /// <summary>Of a malformed line, at most so many bytes are shipped.</summary>
    public const int MostOriginalBytes = 32 * 1024;

    private readonly DocumentPlans _plans;
    private readonly ObjectFacts _facts;
    private readonly TimeProvider _clock;
    private readonly bool _isOriginalLayout;

    // One plan for each format and protocol, sampled or not, fetched when the first such line comes: an object has few of them.
    private readonly DocumentPlan?[] _recordPlans = new DocumentPlan?[4 * (FormatTables.All.Count + 1)];
    private readonly DocumentPlan?[] _malformedPlans = new DocumentPlan?[FormatTables.All.Count + 1];
    private readonly PieceFinder _pieceFinder = new();

    /// <summary>A writer for one object.</summary>
    /// <param name="plans">What documents look like.</param>
    /// <param name="identity">The object.</param>
    /// <param name="name">What its key says.</param>
    /// <param name="clock">Gives malformed lines their time.</param>
    public DocumentWriter(DocumentPlans plans, ObjectIdentity identity, ObjectName name, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(name);
        _plans = plans;
        _facts = new ObjectFacts(identity, name);
        _clock = clock;
        _isOriginalLayout = plans.Options.Layout == Layout.Original;
    }

    /// <summary>Whether the layout has names for that format's fields.</summary>
    public bool CanWrite(FormatTable table) => !_isOriginalLayout || table.Format is LogFormat.Classic or LogFormat.Alb;

    /// <summary>Writes the document of a parsed line.</summary>
    /// <param name="batch">Takes the document.</param>
    /// <param name="line">The line.</param>
    /// <param name="record">The line, parsed.</param>
    /// <param name="offset">The line's byte offset in the object.</param>
    /// <param name="isSampled">Whether the document says how many records it stands for.</param>
    public void Write(Batch batch, ReadOnlySpan<byte> line, LogRecord record, long offset, bool isSampled = false)
    {
        var index = (4 * (int)record.Table!.Format) + (record.IsHttp ? 2 : 0) + (isSampled ? 1 : 0);
        var plan = _recordPlans[index] ??= _plans.OfRecord(_facts, record.Table, record.IsHttp, isSampled);
        Run(plan, batch, line, record, offset, "");
    }

    /// <summary>Writes the document of a line that is no record: the line's head, and what is wrong.</summary>
    public void WriteMalformed(Batch batch, ReadOnlySpan<byte> line, FormatTable? table, long offset, string message)
    {
        var plan = _malformedPlans[(int)(table?.Format ?? 0)] ??= _plans.OfMalformed(_facts, table);
        Run(plan, batch, line[..Math.Min(line.Length, MostOriginalBytes)], record: null, offset, message);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(
        DocumentPlan plan,
        Batch batch,
        ReadOnlySpan<byte> line,
        LogRecord? record,
        long offset,
        string message
    )
    {
        var room = plan.RoomFor(line.Length);
        var output = new JsonOutput(batch);
        var pieces = record is null ? default : _pieceFinder.Find(plan.Pieces, line, record);
        var copier = new StepCopier(plan.Ops, line, record, pieces);
        while (true)
        {
            output.Position = copier.Copy(output.Reserve(room), output.Position);
            if (copier.IsDone)
            {
                break;
            }

            ref readonly var op = ref copier.Next();
            if (op.Code <= OpCode.Field)
            {
                var before = output.Position;
                WriteField(ref output, in op, line, record!, pieces);
                if (output.Position > before)
                {
                    output.CloseObjects(op.Depth);
                }
            }
            else
            {
                WriteSpecial(ref output, in op, line, record, offset, message);
            }
        }

        // The comma behind the document's end becomes the end of the line.
        output.Position--;
        output.Write((byte)'\n');
        batch.Commit(output.Position, offset);
    }

    private void WriteSpecial(
        ref JsonOutput output,
        in DocumentOp op,
        ReadOnlySpan<byte> line,
        LogRecord? record,
        long offset,
        string message
    )
    {
        switch (op.Code)
        {
            case OpCode.EventId:
                output.Write(op.Literal);
                EventId.WriteOffset(offset, output.Take(EventId.OffsetDigits));
                output.Write("\","u8);
                break;
            case OpCode.Offset:
                output.Write(op.Literal);
                output.WriteInteger(offset);
                output.Write((byte)',');
                break;
            case OpCode.Extra:
                WriteExtra(ref output, op.Literal, line, record!);
                break;
            case OpCode.Line:
                output.WriteText(op.Literal, line);
                break;
            case OpCode.Now:
                var now = _clock
                    .GetUtcNow()
                    .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                output.WritePlainText(op.Literal, Encoding.ASCII.GetBytes(now));
                break;
            case OpCode.Error:
                output.WriteText(op.Literal, Encoding.UTF8.GetBytes(message));
                break;
        }
    }

    private static void WriteExtra(ref JsonOutput output, JsonLiteral name, ReadOnlySpan<byte> line, LogRecord record)
    {
        output.Write(name);
        output.Write((byte)'[');
        for (var index = record.Table!.Fields.Length; index < record.FieldCount; index++)
        {
            output.Write((byte)'"');
            output.WriteText(record.Value(line, index));
        }

        output.Close((byte)']');
    }
}
