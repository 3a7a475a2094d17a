using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>
/// Makes the plan of a document. Members are grouped into their nested objects; everything that is the same for all lines of an object,
/// names and braces included, is joined into as few literals as can be.
/// </summary>
internal sealed class DocumentPlanner
{
    /// <summary>So many objects that hold nothing but one member begin and end with it.</summary>
    private const int MostFolded = 4;

    private readonly List<DocumentOp> _ops = [];
    private readonly StringBuilder _literal = new();
    private readonly PiecePlan _pieces = new();

    private DocumentPlanner() { }

    /// <summary>The plan for a document with these members, in this order; members of one object stand where its first one does.</summary>
    internal static DocumentPlan Plan(IEnumerable<DocumentMember> members)
    {
        var root = new Node("");
        foreach (var member in members)
        {
            root.Add(member.Path.Split('.'), member);
        }

        var planner = new DocumentPlanner();
        planner._literal.Append('{');
        planner.EmitMembers(root);
        planner.EmitClose();
        planner.FlushLiteral();
        var mostCopies = planner
            ._ops.Where(op => op.Code is OpCode.Value or OpCode.Piece)
            .GroupBy(op => op.Field)
            .Select(MostCopies)
            .DefaultIfEmpty()
            .Max();
        return new DocumentPlan([.. planner._ops], planner._pieces, mostCopies);
    }

    /// <summary>So many times one byte of a field may be copied.</summary>
    private static int MostCopies(IEnumerable<DocumentOp> ops) =>
        ops.GroupBy(op => WholeOf(op.Part))
            .Sum(whole => whole.Key is null ? whole.Count() : whole.CountBy(op => op.Part).Max(part => part.Value));

    /// <summary>Names what parts are pieces of that do not overlap. Null: the part may be all of the field.</summary>
    private static string? WholeOf(FieldPart part) =>
        part switch
        {
            FieldPart.Address or FieldPart.Port => "endpoint",
            FieldPart.Method or FieldPart.Url or FieldPart.Protocol => "request",
            >= FieldPart.UrlScheme and <= FieldPart.UrlQuery => "url",
            _ => null,
        };

    private void EmitMembers(Node node)
    {
        // Those that are always there first: they join the literal that opens the object.
        foreach (var child in node.Children.Where(child => child.Member is { Code: OpCode.Literal }))
        {
            Emit(child);
        }

        foreach (var child in node.Children.Where(child => child.Member is not { Code: OpCode.Literal }))
        {
            Emit(child);
        }
    }

    private void Emit(Node node)
    {
        if (TryFold(node))
        {
            return;
        }

        if (node.Member is { } member)
        {
            EmitMember("", node.Name, member, depth: 0);
            return;
        }

        var name = $"{DocumentMember.Quote(node.Name)}:{{";
        if (node.HasAlways)
        {
            _literal.Append(name);
            EmitMembers(node);
            EmitClose();
        }
        else
        {
            _literal.Append(name);
            EmitMembers(node);
            FlushLiteral();
            _ops.Add(new DocumentOp(OpCode.CloseOrDrop, new JsonLiteral(Encoding.UTF8.GetBytes(name))));
        }
    }

    /// <summary>Writes an object whose only member comes from a field as one step: both are there, or neither is.</summary>
    private bool TryFold(Node node)
    {
        var opening = "";
        var depth = 0;
        while (node is { Member: null, Children: [var only] })
        {
            opening += $"{DocumentMember.Quote(node.Name)}:{{";
            node = only;
            depth++;
        }

        if (depth is 0 or > MostFolded || node.Member is not { Code: OpCode.Field } member)
        {
            return false;
        }

        EmitMember(opening, node.Name, member, depth);
        return true;
    }

    private void EmitMember(string opening, string name, DocumentMember member, int depth)
    {
        if (member.Code == OpCode.Literal)
        {
            _literal.Append(DocumentMember.Quote(name)).Append(':').Append(member.Constant).Append(',');
            return;
        }

        if (!member.IsAlways)
        {
            FlushLiteral();
        }

        byte[] literal = [.. Encoding.UTF8.GetBytes($"{_literal}{opening}"), .. member.NameLiteral(name)];
        _literal.Clear();
        var words = DerivedWord.Of(member.Part);
        var piece = member.Step == OpCode.Piece ? _pieces.Add(member) : 0;
        if (words.IsEmpty)
        {
            EmitStep(literal, member, piece, depth);
        }

        // A word that the line gives is no text in it: there is a step for each, and only one has a piece, which is empty.
        for (var number = 0; number < words.Length; number++)
        {
            EmitStep([.. literal, .. Encoding.UTF8.GetBytes(words[number])], member, piece + number, depth);
        }
    }

    private void EmitStep(byte[] literal, DocumentMember member, int piece, int depth) =>
        _ops.Add(
            new DocumentOp(
                member.Step,
                new JsonLiteral(literal),
                member.Field,
                member.Kind,
                member.Part,
                Piece: (byte)piece,
                Depth: (byte)depth
            )
        );

    private void EmitClose()
    {
        if (_literal.Length > 0 && _literal[^1] == ',')
        {
            _literal.Length--;
            _literal.Append("},");
            return;
        }

        FlushLiteral();
        _ops.Add(new DocumentOp(OpCode.Close, new JsonLiteral(default)));
    }

    private void FlushLiteral()
    {
        if (_literal.Length > 0)
        {
            _ops.Add(new DocumentOp(OpCode.Literal, new JsonLiteral(Encoding.UTF8.GetBytes(_literal.ToString()))));
            _literal.Clear();
        }
    }

    private sealed class Node(string name)
    {
        internal string Name { get; } = name;

        internal DocumentMember? Member { get; private set; }

        internal List<Node> Children { get; } = [];

        internal bool HasAlways => Member?.IsAlways ?? Children.Exists(child => child.HasAlways);

        internal void Add(ReadOnlySpan<string> path, DocumentMember member)
        {
            if (path.IsEmpty)
            {
                Member = member;
                return;
            }

            var next = path[0];
            var child = Children.Find(known => known.Name == next);
            if (child is null)
            {
                child = new Node(next);
                Children.Add(child);
            }

            child.Add(path[1..], member);
        }
    }
}
