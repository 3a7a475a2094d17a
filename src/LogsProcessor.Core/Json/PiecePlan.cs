using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>
/// The pieces of fields that a document plan wants, by numbers: parts of a field that stand in its text, and words that follow from it.
/// Parts that are found together have numbers side by side, whether all of them are wanted or not.
/// </summary>
internal sealed class PiecePlan
{
    private readonly List<PieceGroup> _groups = [];

    /// <summary>What is to be found.</summary>
    internal PieceGroup[] Groups { get; private set; } = [];

    /// <summary>So many numbers there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds what <paramref name="member"/> wants.</summary>
    /// <returns>Its number; of several words, the first one's.</returns>
    internal int Add(DocumentMember member)
    {
        var (source, part, count) = SourceOf(member);
        var group = _groups.Find(known => known.Field == member.Field && known.Part == part);
        if (group is null)
        {
            group = new PieceGroup(source, member.Field, part, Count, count);
            _groups.Add(group);
            Groups = [.. _groups];
            Count += count;
        }

        group.WantsDetails |= member.Part is FieldPart.Ip or >= FieldPart.UrlScheme and <= FieldPart.UrlWithoutQuery;
        return group.First + (member.Part - part);
    }

    /// <summary>What is found with the member's part, from which part on, and how much that is.</summary>
    private static (PieceSource Source, FieldPart First, int Count) SourceOf(DocumentMember member) =>
        member.Part switch
        {
            >= FieldPart.Address and <= FieldPart.Port when member.Kind == FieldKind.Endpoint => (
                PieceSource.Endpoint,
                FieldPart.Address,
                FieldPart.Port - FieldPart.Address + 1
            ),
            >= FieldPart.Method and <= FieldPart.UrlWithoutQuery => (
                PieceSource.Request,
                FieldPart.Method,
                FieldPart.UrlWithoutQuery - FieldPart.Method + 1
            ),
            var part when DerivedWord.Of(part) is { IsEmpty: false } words => (PieceSource.Word, part, words.Length),
            var part => (PieceSource.Text, part, 1),
        };
}

/// <summary>How pieces are found.</summary>
internal enum PieceSource
{
    /// <summary>The parts of an endpoint, from <see cref="FieldPart.Address"/> on.</summary>
    Endpoint,

    /// <summary>The parts of a request line and of its URL, from <see cref="FieldPart.Method"/> on.</summary>
    Request,

    /// <summary>A text that follows from the field, mostly a piece of it.</summary>
    Text,

    /// <summary>One of a few words, see <see cref="DerivedWord"/>.</summary>
    Word,
}

/// <summary>Pieces of one field that are found together.</summary>
/// <param name="source">How.</param>
/// <param name="field">The field.</param>
/// <param name="part">The first part.</param>
/// <param name="first">Its number.</param>
/// <param name="count">So many numbers belong to them.</param>
internal sealed class PieceGroup(PieceSource source, byte field, FieldPart part, int first, int count)
{
    internal PieceSource Source { get; } = source;

    internal byte Field { get; } = field;

    internal FieldPart Part { get; } = part;

    internal int First { get; } = first;

    internal int Count { get; } = count;

    /// <summary>Whether parts are wanted that take more than splitting: an address that has to be valid, the parts of a URL.</summary>
    internal bool WantsDetails { get; set; }
}
