using System.Collections.Immutable;

namespace LogsProcessor.Core.Formats;

/// <summary>Which records of a format a member is written for: Classic lines are HTTP or plain TCP.</summary>
public enum Applies
{
    Always,
    HttpOnly,
    TcpOnly,
}

/// <summary>One member of a document that a field gives: where it stands, and what part of the field it holds.</summary>
/// <param name="Layout">The layout it belongs to.</param>
/// <param name="Path">The member's path; dots separate nested objects.</param>
/// <param name="Part">What of the field is written.</param>
/// <param name="Applies">For which records.</param>
public sealed record FieldOutput(Layout Layout, string Path, FieldPart Part, Applies Applies);

/// <summary>
/// One field of a log format: its documented name, what its text must look like, and every member that it gives in every layout.
/// Parser, document writers, <c>explain</c>, the JSON Schema and the README's field tables all follow from these definitions.
/// </summary>
/// <param name="Name">AWS's documented name.</param>
/// <param name="Kind">What its text must look like.</param>
public sealed record FieldDefinition(string Name, FieldKind Kind)
{
    /// <summary>The members the field gives, in the order of their declaration.</summary>
    public ImmutableArray<FieldOutput> Outputs { get; private init; } = [];

    internal FieldDefinition Aws(string path, FieldPart part = FieldPart.Value) =>
        With(Layout.Aws, path, part, Applies.Always);

    internal FieldDefinition Ecs(string path, FieldPart part = FieldPart.Value, Applies applies = Applies.Always) =>
        With(Layout.Ecs, path, part, applies);

    internal FieldDefinition Original(string path, FieldPart part = FieldPart.Value) =>
        With(Layout.Original, path, part, Applies.Always);

    private FieldDefinition With(Layout layout, string path, FieldPart part, Applies applies) =>
        this with
        {
            Outputs = Outputs.Add(new FieldOutput(layout, path, part, applies)),
        };
}
