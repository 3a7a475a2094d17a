using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Does the steps of a document plan that only copy: what all documents have in common, and values that stand in the line as JSON wants
/// them. That is most of every document, so it is a loop of its own, with next to nothing in it that needs a call.
/// </summary>
/// <remarks>
/// It copies 32 bytes at a time, however long a piece is: what is too much is written over by what follows. It asks for no bounds of the
/// buffer: whoever calls <see cref="Copy"/> has made room for all that can be copied, see <see cref="DocumentPlan.RoomFor"/>.
/// </remarks>
internal ref struct StepCopier
{
    private readonly ReadOnlySpan<DocumentOp> _ops;
    private readonly ReadOnlySpan<byte> _line;
    private readonly ReadOnlySpan<FieldSlot> _slots;
    private readonly bool _isPlain;
    private int _next;

    /// <summary>A copier for one document.</summary>
    /// <param name="ops">The steps.</param>
    /// <param name="line">The line.</param>
    /// <param name="record">The line, parsed; null if it is no record.</param>
    internal StepCopier(DocumentOp[] ops, ReadOnlySpan<byte> line, LogRecord? record)
    {
        _ops = ops;
        _line = line;
        _slots = record is null ? default : record.Slots.AsSpan(0, record.DocumentedCount);
        _isPlain = record is { IsPlain: true };
    }

    /// <summary>Whether all steps are done.</summary>
    internal readonly bool IsDone => _next == _ops.Length;

    /// <summary>The step that cannot be copied, to be done by the caller.</summary>
    internal ref readonly DocumentOp Next() => ref _ops[_next++];

    /// <summary>Does steps until there is one that cannot be copied, or none left.</summary>
    /// <param name="buffer">Takes the document; behind the position there is room for all of it that can be copied.</param>
    /// <param name="position">Where the document goes on.</param>
    /// <returns>The position behind what was copied.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Copy(Span<byte> buffer, int position)
    {
        var ops = _ops;
        ref var target = ref MemoryMarshal.GetReference(buffer);
        var next = _next;
        for (; next < ops.Length; next++)
        {
            ref readonly var op = ref ops[next];
            if (op.Code == OpCode.Literal)
            {
                position = op.Literal.CopyTo(ref target, position);
            }
            else if (op.Code > OpCode.Field)
            {
                if (op.Code > OpCode.Close)
                {
                    break;
                }

                position = End(ref target, position, in op);
            }
            else if (op.Field < _slots.Length && !_slots[op.Field].IsAbsent)
            {
                var value = _line.Slice(_slots[op.Field].Start, _slots[op.Field].Length);
                if (!IsCopied(op.Code, value))
                {
                    break;
                }

                position = op.Literal.CopyTo(ref target, position);
                position = CopyValue(value, ref target, position);
                position = EndValue(ref target, position, op.Code);
            }
        }

        Debug.Assert(position <= buffer.Length, "there was no room for the copied steps");
        _next = next;
        return position;
    }

    private readonly bool IsCopied(OpCode code, ReadOnlySpan<byte> value) =>
        code switch
        {
            OpCode.Text => _isPlain,
            OpCode.Number => IsJsonNumber(value),
            OpCode.Time => value[^1] == 'Z',
            _ => false,
        };

    /// <summary>Whether a valid number of the log is one in JSON, too, and not negative.</summary>
    private static bool IsJsonNumber(ReadOnlySpan<byte> number) =>
        number[0] is >= (byte)'1' and <= (byte)'9' || (number[0] == '0' && (number.Length == 1 || number[1] == '.'));

    private readonly int CopyValue(ReadOnlySpan<byte> value, ref byte target, int position)
    {
        ref var from = ref MemoryMarshal.GetReference(value);
        ref var to = ref Unsafe.Add(ref target, position);
        var left = _line.Length - (int)Unsafe.ByteOffset(in MemoryMarshal.GetReference(_line), in from);
        if (value.Length <= JsonPiece.Width && left >= JsonPiece.Width)
        {
            Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
        }
        else
        {
            value.CopyTo(MemoryMarshal.CreateSpan(ref to, value.Length));
        }

        return position + value.Length;
    }

    /// <summary>What stands behind a value: a comma, and before it the quote of a string.</summary>
    private static int EndValue(ref byte target, int position, OpCode code)
    {
        ref var to = ref Unsafe.Add(ref target, position);
        to = code == OpCode.Number ? (byte)',' : (byte)'"';
        Unsafe.Add(ref to, 1) = (byte)',';
        return position + (code == OpCode.Number ? 1 : 2);
    }

    /// <summary>Ends an object: the brace takes the place of the last comma. One without members is taken back, its name with it.</summary>
    private static int End(ref byte target, int position, ref readonly DocumentOp op)
    {
        ref var last = ref Unsafe.Add(ref target, position - 1);
        if (op.Code == OpCode.CloseOrDrop && last == '{')
        {
            return position - op.Literal.Length;
        }

        last = (byte)'}';
        Unsafe.Add(ref last, 1) = (byte)',';
        return position + 1;
    }
}
