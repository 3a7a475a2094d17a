using System.Runtime.CompilerServices;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Finds where the pieces of a record's fields stand, all that a plan wants in one go: then they are copied like fields. Not thread-safe.
/// </summary>
internal sealed class PieceFinder
{
    private FieldSlot[] _pieces = [];

    /// <summary>Finds the pieces; they hold until the next are looked for.</summary>
    /// <param name="plan">What is wanted.</param>
    /// <param name="line">The line.</param>
    /// <param name="record">The line, parsed.</param>
    /// <returns>
    /// The pieces by their numbers: places in a line that is plain; in any other line, where texts may need escapes, places in the fields'
    /// values, for <see cref="TextOf"/>. A word that follows from a field has a place without length.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<FieldSlot> Find(PiecePlan plan, ReadOnlySpan<byte> line, LogRecord record)
    {
        if (_pieces.Length < plan.Count)
        {
            _pieces = new FieldSlot[plan.Count];
        }

        var form = record.IsPlain ? ValueForm.AsIs : ValueForm.ToConvert;
        foreach (var group in plan.Groups)
        {
            var pieces = _pieces.AsSpan(group.First, group.Count);
            if (group.Field >= record.FieldCount || record.IsAbsent(group.Field))
            {
                pieces.Fill(FieldSlot.Absent);
                continue;
            }

            var value = record.Value(line, group.Field);
            var found = new FoundPieces(pieces, group.Part, record.IsPlain ? record.RawStart(group.Field) : 0, form);
            switch (group.Source)
            {
                case PieceSource.Endpoint:
                    FindEndpoint(found, value, record.ColonOf(group.Field), group.WantsDetails);
                    break;
                case PieceSource.Request:
                    FindRequest(found, value, record, group.WantsDetails);
                    break;
                case PieceSource.Text:
                    FindText(found, value, group.Part);
                    break;
                case PieceSource.Word:
                    FindWord(pieces, DerivedWord.NumberOf(group.Part, value));
                    break;
            }
        }

        return _pieces;
    }

    /// <summary>The text of a piece that cannot be copied.</summary>
    /// <param name="part">What it is.</param>
    /// <param name="piece">Where it was found.</param>
    /// <param name="value">The field's value.</param>
    internal static ReadOnlySpan<byte> TextOf(FieldPart part, in FieldSlot piece, ReadOnlySpan<byte> value) =>
        piece.RawLength > 0 ? value.Slice(piece.RawStart, piece.RawLength) : DerivedText.Of(part, value);

    private static void FindEndpoint(FoundPieces found, ReadOnlySpan<byte> value, int colon, bool wantsIp)
    {
        var address = Endpoint.Address(value, colon);
        found.Set(FieldPart.Address, address);
        found.Set(FieldPart.Port, Number.WithoutLeadingZeros(value, TextPlace.Between(colon + 1, value.Length)));
        found.Set(FieldPart.Ip, wantsIp && IpAddress.IsValid(address.Of(value)) ? address : default);
    }

    private static void FindRequest(FoundPieces found, ReadOnlySpan<byte> value, LogRecord record, bool wantsUrlParts)
    {
        var request = record.Request;
        var protocol = request.Protocol;
        found.Set(FieldPart.Method, request.Method);
        found.Set(FieldPart.Url, request.Url);
        found.Set(FieldPart.Protocol, protocol);
        var version = protocol.Of(value).StartsWith("HTTP/"u8) ? protocol.From("HTTP/"u8.Length) : protocol;
        found.Set(FieldPart.HttpVersion, version);
        if (!wantsUrlParts)
        {
            return;
        }

        var url = request.Url.Of(value);
        ref readonly var parts = ref record.SplitUrl(url);
        var inUrl = found.In(request.Url);
        inUrl.Set(FieldPart.UrlScheme, parts.Scheme);
        inUrl.Set(FieldPart.UrlDomain, parts.Domain);
        inUrl.Set(FieldPart.UrlPort, Number.WithoutLeadingZeros(url, parts.Port));
        inUrl.Set(FieldPart.UrlPath, parts.Path);
        inUrl.Set(FieldPart.UrlQuery, parts.Query);
        inUrl.Set(FieldPart.UrlWithoutQuery, parts.WithoutQuery(url));
    }

    private static void FindText(FoundPieces found, ReadOnlySpan<byte> value, FieldPart part)
    {
        var text = DerivedText.Of(part, value);
        if (text.IsEmpty)
        {
            found.Set(part, default);
        }
        else if (value.Overlaps(text, out var start))
        {
            found.Set(part, new TextPlace(start, text.Length));
        }
        else
        {
            found.SetElsewhere(part);
        }
    }

    private static void FindWord(Span<FieldSlot> pieces, int chosen)
    {
        for (var number = 0; number < pieces.Length; number++)
        {
            pieces[number] = number == chosen ? default : FieldSlot.Absent;
        }
    }

    /// <summary>Takes the places that are found in one text.</summary>
    /// <param name="pieces">Takes them.</param>
    /// <param name="first">What the first one is.</param>
    /// <param name="origin">Where the text begins.</param>
    /// <param name="form">What has to be done to it.</param>
    private readonly ref struct FoundPieces(Span<FieldSlot> pieces, FieldPart first, int origin, ValueForm form)
    {
        private readonly Span<FieldSlot> _pieces = pieces;

        internal void Set(FieldPart part, TextPlace place) =>
            _pieces[part - first] = new FieldSlot(origin + place.Start, place.Length)
            {
                Form = place.Length > 0 ? form : ValueForm.Absent,
            };

        /// <summary>There is something, but not in the text.</summary>
        internal void SetElsewhere(FieldPart part) =>
            _pieces[part - first] = new FieldSlot { Form = ValueForm.ToConvert };

        /// <summary>The same for places within a piece of the text.</summary>
        internal FoundPieces In(TextPlace place) => new(_pieces, first, origin + place.Start, form);
    }
}
