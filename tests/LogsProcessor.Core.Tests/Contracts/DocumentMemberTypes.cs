using System.Text;
using System.Text.Json;
using LogsProcessor.Core.Filtering;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Tests.Contracts;

/// <summary>Every member that documents of a layout can have, with the type that JSON Schema gives its values.</summary>
internal static class DocumentMemberTypes
{
    internal static readonly DocumentOptions AllSet = new()
    {
        KeepOriginal = true,
        Environment = "Production",
        Application = "shop",
        Component = "web",
        Tags = ["elb", "shop"],
        Filtering = new FilterOptions { SampleOk = 10 },
    };

    internal static readonly ObjectIdentity InS3 = new("example-logs", "AWSLogs/111122223333/x.log", "9b2cf535");

    internal static readonly ObjectName Name = new(LogFormat.Unknown, "111122223333", "eu-west-1", false);

    /// <summary>Path and type of each member, in the order of the paths; several types where formats differ.</summary>
    internal static IEnumerable<(string Path, string Type)> Of(Layout layout)
    {
        ObjectIdentity[] identities = [InS3, InS3 with { Bucket = "" }];
        return identities
            .Select(identity => new ObjectFacts(identity, Name))
            .SelectMany(facts => MembersOf(layout, facts).Select(member => (member.Path, TypeOf(member, facts))))
            .Distinct()
            .OrderBy(member => member.Path, StringComparer.Ordinal);
    }

    private static IEnumerable<DocumentMember> MembersOf(Layout layout, ObjectFacts facts)
    {
        var members = new DocumentMembers(AllSet with { Layout = layout }, facts.Shape);
        return FormatTables
            .All.SelectMany(table =>
                members
                    .OfRecord(table, isHttp: true, isSampled: true)
                    .Concat(members.OfRecord(table, isHttp: false, isSampled: false))
            )
            .Concat(members.OfMalformed(null));
    }

    private static string TypeOf(DocumentMember member, ObjectFacts facts) =>
        member.Code switch
        {
            OpCode.Offset => "integer",
            OpCode.Extra => "array",
            OpCode.Literal => JsonElement.Parse(facts.FillIn(Encoding.UTF8.GetBytes(member.Constant))).ValueKind switch
            {
                JsonValueKind.Array => "array",
                JsonValueKind.Number => "integer",
                _ => "string",
            },
            OpCode.Field => TypeOf(member.Kind, member.Part),
            _ => "string",
        };

    private static string TypeOf(FieldKind kind, FieldPart part) =>
        (kind, part) switch
        {
            (_, FieldPart.RecordedSeconds) => "number",
            (_, FieldPart.Port or FieldPart.UrlPort or FieldPart.Milliseconds) => "integer",
            (FieldKind.Seconds, FieldPart.Value) => "number",
            (FieldKind.Integer or FieldKind.Status or FieldKind.Port, FieldPart.Value) => "integer",
            (FieldKind.CommaList or FieldKind.SpaceList or FieldKind.QuotedList, FieldPart.Value) => "array",
            _ => "string",
        };
}
