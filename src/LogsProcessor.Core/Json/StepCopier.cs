using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Does the steps of a document plan that only copy: what all documents have in common, and values that stand in the line as JSON wants
/// them. That is nearly all of a document, so it is a loop of its own, in which nothing needs a call.
/// </summary>
/// <remarks>
/// It copies 32 bytes at a time, however long a value is: what is too much is written over by what follows. It asks for no bounds of the
/// buffer: whoever calls <see cref="Copy"/> has made room for all that can be copied, see <see cref="DocumentPlan.RoomFor"/>.
/// </remarks>
internal ref struct StepCopier
{
    private readonly ReadOnlySpan<DocumentOp> _ops;
    private readonly ReadOnlySpan<byte> _line;
    private readonly ReadOnlySpan<FieldSlot> _slots;
    private readonly ReadOnlySpan<FieldSlot> _pieces;
    private int _next;

    /// <summary>A copier for one document.</summary>
    /// <param name="ops">The steps.</param>
    /// <param name="line">The line.</param>
    /// <param name="record">The line, parsed; null if it is no record.</param>
    /// <param name="pieces">Where the pieces of fields stand that the steps want, by their numbers.</param>
    internal StepCopier(DocumentOp[] ops, ReadOnlySpan<byte> line, LogRecord? record, ReadOnlySpan<FieldSlot> pieces)
    {
        _ops = ops;
        _line = line;
        _slots = record is null ? default : record.Slots.AsSpan(0, record.FieldCount);
        _pieces = pieces;
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
        var line = _line;
        var slots = _slots;
        var pieces = _pieces;
        ref var first = ref MemoryMarshal.GetReference(buffer);
        ref var to = ref Unsafe.Add(ref first, position);
        var next = _next;
        for (; (uint)next < (uint)ops.Length; next++)
        {
            ref readonly var op = ref ops[next];
            if (op.Code == OpCode.Literal)
            {
                to = ref op.Literal.CopyTo(ref to);
            }
            else if (op.Code <= OpCode.Piece)
            {
                if (op.Field >= slots.Length)
                {
                    continue;
                }

                ref readonly var slot = ref op.Code == OpCode.Piece ? ref pieces[op.Piece] : ref slots[op.Field];
                if (slot.Form == ValueForm.Absent)
                {
                    continue;
                }

                if (slot.Form != ValueForm.AsIs)
                {
                    break;
                }

                to = ref op.Literal.CopyTo(ref to);
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(line), slot.RawStart);
                var width = (uint)(slot.RawLength + JsonLiteral.Width - 1) & ~(uint)(JsonLiteral.Width - 1);
                if ((ulong)(uint)slot.RawStart + width <= (uint)line.Length)
                {
                    for (nuint copied = 0; copied < width; copied += JsonLiteral.Width)
                    {
                        Vector256.LoadUnsafe(ref from, copied).StoreUnsafe(ref to, copied);
                    }
                }
                else
                {
                    // Such a copy would take in what stands behind the line.
                    if ((ulong)(uint)slot.RawStart + (uint)slot.RawLength > (uint)line.Length)
                    {
                        ThrowOutside();
                    }

                    for (nuint copied = 0; copied < (uint)slot.RawLength; copied++)
                    {
                        Unsafe.Add(ref to, copied) = Unsafe.Add(ref from, copied);
                    }
                }

                to = ref Unsafe.Add(ref to, (nint)slot.RawLength);
                Unsafe.WriteUnaligned(ref to, op.End);
                to = ref Unsafe.Add(ref to, (nint)op.EndLength);
            }
            else if (op.Code is OpCode.CloseOrDrop or OpCode.Close)
            {
                to = ref End(ref to, in op);
            }
            else if (op.Code > OpCode.Extra || IsThere(in op, slots))
            {
                break;
            }
        }

        position = (int)Unsafe.ByteOffset(ref first, ref to);
        Debug.Assert(position <= buffer.Length, "there was no room for the copied steps");
        _next = next;
        return position;
    }

    [DoesNotReturn]
    private static void ThrowOutside() => throw new InvalidOperationException("a value does not stand in its line");

    /// <summary>Whether the line has the field that the step asks for.</summary>
    private static bool IsThere(ref readonly DocumentOp op, ReadOnlySpan<FieldSlot> slots) =>
        op.Field < slots.Length && (op.Code == OpCode.Extra || slots[op.Field].Form != ValueForm.Absent);

    /// <summary>Ends an object: the brace takes the place of the last comma. One without members is taken back, its name with it.</summary>
    /// <returns>What is behind the object.</returns>
    private static ref byte End(ref byte target, ref readonly DocumentOp op)
    {
        ref var last = ref Unsafe.Subtract(ref target, 1);
        if (op.Code == OpCode.CloseOrDrop && last == '{')
        {
            return ref Unsafe.Subtract(ref target, op.Literal.Length);
        }

        last = (byte)'}';
        target = (byte)',';
        return ref Unsafe.Add(ref target, 1);
    }
}
