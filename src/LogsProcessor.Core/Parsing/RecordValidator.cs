using System.Runtime.CompilerServices;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>Holds the fields of a line against their kinds, decodes those that need it, and derives what several members share.</summary>
internal static class RecordValidator
{
    /// <summary>False if the line is malformed; the record's fault says where and why.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool Validate(ReadOnlySpan<byte> line, FormatTable table, LogRecord record)
    {
        if (record.FieldCount < table.MinimumFields)
        {
            record.Fault = new ParseFault(ParseFaultKind.TooFewFields, record.FieldCount, line.Length, 0);
            return false;
        }

        var slots = record.Slots.AsSpan(0, record.FieldCount);
        ReadOnlySpan<FieldKind> kinds = table.Kinds;
        for (var index = 0; index < slots.Length; index++)
        {
            // What stands behind the documented fields is text.
            var kind = index < kinds.Length ? kinds[index] : FieldKind.Text;
            ref var slot = ref slots[index];
            if (slot.RawLength <= 1 && IsAbsent(line, kind, in slot))
            {
                slot.Form = ValueForm.Absent;
                if (kind != FieldKind.RecordTime)
                {
                    continue;
                }
            }

            // Most fields are text, and most text is as it stands.
            if (kind == FieldKind.Text && !slot.HasBackslash)
            {
                continue;
            }

            var fault = ValidateField(line, kind, ref slot, record);
            if (fault != ParseFaultKind.None)
            {
                record.Fault = new ParseFault(fault, index, slot.RawStart, slot.RawLength);
                return false;
            }
        }

        if (!record.IsPlain)
        {
            ConvertTexts(slots, kinds);
        }

        record.IsHttp = table.Format switch
        {
            LogFormat.Alb or LogFormat.AlbHealthCheck => true,
            LogFormat.Classic => record.Request.IsPresent || !record.IsAbsent(ClassicStatusField),
            _ => false,
        };
        return true;
    }

    /// <summary>A Classic line of a TCP listener has no status code and no request.</summary>
    private const int ClassicStatusField = 7;

    /// <summary>Whether a field of at most one byte gives no value: <c>-</c>, or nothing where nothing is no text.</summary>
    private static bool IsAbsent(ReadOnlySpan<byte> line, FieldKind kind, ref readonly FieldSlot slot) =>
        slot.RawLength == 1
            ? line[slot.RawStart] == '-'
            : kind switch
            {
                FieldKind.Status or FieldKind.PercentText or FieldKind.QuotedList => true,
                // "" in quotes is an empty text.
                FieldKind.Text or FieldKind.Request or FieldKind.CommaList or FieldKind.SpaceList => !slot.IsQuoted,
                _ => false,
            };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ParseFaultKind ValidateField(
        ReadOnlySpan<byte> line,
        FieldKind kind,
        ref FieldSlot slot,
        LogRecord record
    )
    {
        var text = line.Slice(slot.RawStart, slot.RawLength);
        switch (kind)
        {
            case FieldKind.RecordTime or FieldKind.Time:
                if (!Timestamp.IsValid(text))
                {
                    return ParseFaultKind.NotATime;
                }

                slot.Form = text[^1] == 'Z' ? ValueForm.AsIs : ValueForm.ToConvert;
                return ParseFaultKind.None;
            case FieldKind.Seconds:
                slot.Form = FormOfNumber(text);
                return Number.IsDecimal(text) ? ParseFaultKind.None : ParseFaultKind.NotSeconds;
            case FieldKind.Integer or FieldKind.Status:
                slot.Form = FormOfNumber(text);
                return Number.IsInteger(text) ? ParseFaultKind.None : ParseFaultKind.NotAnInteger;
            case FieldKind.Port:
                slot.Form = FormOfNumber(text);
                return Number.IsPort(text) ? ParseFaultKind.None : ParseFaultKind.NotAPort;
            case FieldKind.Endpoint:
                return SplitEndpoint(text, ref slot) ? ParseFaultKind.None : ParseFaultKind.NotAnEndpoint;
            case FieldKind.PercentText:
                return DecodePercent(text, ref slot, record);
            case FieldKind.Request:
                Decode(line, ref slot, record);
                record.Request = RequestLine.Split(record.ValueOf(line, in slot));
                return ParseFaultKind.None;
            case FieldKind.QuotedList:
                // Its items are decoded one by one when they are written.
                slot.Form = ValueForm.ToConvert;
                return ParseFaultKind.None;
            case FieldKind.CommaList:
                slot.Form = FormOfList(text, (byte)',');
                return Decode(line, ref slot, record);
            case FieldKind.SpaceList:
                slot.Form = FormOfList(text, (byte)' ');
                return Decode(line, ref slot, record);
            default:
                return Decode(line, ref slot, record);
        }
    }

    /// <summary>JSON has no leading zeros; -1 is the logs' "not recorded", which is for the layout to judge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ValueForm FormOfNumber(ReadOnlySpan<byte> number) =>
        number.Length > 0 && (number[0] is >= (byte)'1' and <= (byte)'9' || number.Length == 1 || number[1] == '.')
            ? ValueForm.AsIs
            : ValueForm.ToConvert;

    private static ValueForm FormOfList(ReadOnlySpan<byte> list, byte separator) =>
        list.IsEmpty || list.Contains(separator) ? ValueForm.ToConvert : ValueForm.AsIs;

    /// <summary>Texts of a line that is not plain may need escapes; numbers and times are plain in any line.</summary>
    private static void ConvertTexts(Span<FieldSlot> slots, ReadOnlySpan<FieldKind> kinds)
    {
        for (var index = 0; index < slots.Length; index++)
        {
            var kind = index < kinds.Length ? kinds[index] : FieldKind.Text;
            if (!kind.IsNumberOrTime() && slots[index].Form == ValueForm.AsIs)
            {
                slots[index].Form = ValueForm.ToConvert;
            }
        }
    }

    /// <summary>Splits at the last colon, which has at most the five digits of a port behind it.</summary>
    private static bool SplitEndpoint(ReadOnlySpan<byte> text, ref FieldSlot slot)
    {
        var colon = text.Length - 1;
        var least = Math.Max(1, text.Length - 1 - Number.MostPortDigits);
        while (colon > least && text[colon] != ':')
        {
            colon--;
        }

        slot.Mark = colon;
        return colon >= least && text[colon] == ':' && Number.IsPort(text[(colon + 1)..]);
    }

    /// <summary>Any text is one.</summary>
    private static ParseFaultKind Decode(ReadOnlySpan<byte> line, ref FieldSlot slot, LogRecord record)
    {
        if (slot.HasBackslash)
        {
            var text = line.Slice(slot.RawStart, slot.RawLength);
            record.Keep(ref slot, Escapes.Decode(text, record.Scratch(text.Length)));
        }

        return ParseFaultKind.None;
    }

    private static ParseFaultKind DecodePercent(ReadOnlySpan<byte> text, ref FieldSlot slot, LogRecord record)
    {
        if (text.Contains((byte)'%'))
        {
            record.IsPlain = false;
            record.Keep(ref slot, PercentEncoding.Decode(text, record.Scratch(text.Length)));
        }

        return ParseFaultKind.None;
    }
}
