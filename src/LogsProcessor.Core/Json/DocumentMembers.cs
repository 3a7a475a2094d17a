using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Json;

/// <summary>The members of documents: what the settings and the object give, then what the format's fields give.</summary>
/// <param name="options">The settings.</param>
/// <param name="shape">What there is to say of the object.</param>
internal sealed class DocumentMembers(DocumentOptions options, ObjectShape shape)
{
    private const string FailureTag = "_elbparsefailure";

    /// <summary>The members of a record's document.</summary>
    /// <param name="table">The record's format.</param>
    /// <param name="isHttp">Whether it is of an HTTP request.</param>
    /// <param name="isSampled">Whether it stands for others that are not shipped.</param>
    internal IEnumerable<DocumentMember> OfRecord(FormatTable table, bool isHttp, bool isSampled)
    {
        var fields = FieldMembers(table, isHttp).ToList();
        return
        [
            .. fields.Where(member => member.Part == FieldPart.Timestamp && member.Path == "@timestamp"),
            .. Head(table),
            .. options.Layout == Layout.Ecs ? EcsKind(isHttp) : [],
            .. Object(),
            .. isSampled ? new[] { DocumentMember.Number(SampleRatePath, options.Filtering.SampleOk) } : [],
            .. fields.Where(member => member.Path != "@timestamp"),
            new DocumentMember(ExtraPath, OpCode.Extra, Field: (byte)table.Fields.Length),
            .. Configured(options.Tags),
            .. options.KeepOriginal || options.Layout == Layout.Original
                ? new[] { new DocumentMember(OriginalPath, OpCode.Line) }
                : [],
        ];
    }

    /// <summary>The members of the document of a line that is no record.</summary>
    internal IEnumerable<DocumentMember> OfMalformed(FormatTable? table) =>
        [
            new DocumentMember("@timestamp", OpCode.Now),
            .. Head(table),
            .. Object(),
            new DocumentMember(
                options.Layout switch
                {
                    Layout.Ecs => "error.message",
                    Layout.Aws => "error_message",
                    _ => "ErrorMessage",
                },
                OpCode.Error
            ),
            .. Configured([.. options.Tags, FailureTag]),
            new DocumentMember(OriginalPath, OpCode.Line),
        ];

    private string ExtraPath =>
        options.Layout switch
        {
            Layout.Ecs => "aws.elb.extra",
            Layout.Aws => "extra",
            _ => "Extra",
        };

    private string SampleRatePath =>
        options.Layout switch
        {
            Layout.Ecs => "aws.elb.sample_rate",
            Layout.Aws => "sample_rate",
            _ => "SampleRate",
        };

    private string OriginalPath =>
        options.Layout switch
        {
            Layout.Ecs => "event.original",
            Layout.Aws => "event_original",
            _ => "message",
        };

    private IEnumerable<DocumentMember> FieldMembers(FormatTable table, bool isHttp)
    {
        var wanted = isHttp ? Applies.HttpOnly : Applies.TcpOnly;
        for (var index = 0; index < table.Fields.Length; index++)
        {
            var field = table.Fields[index];
            foreach (var output in field.Outputs)
            {
                if (output.Layout == options.Layout && (output.Applies == Applies.Always || output.Applies == wanted))
                {
                    yield return new DocumentMember(
                        output.Path,
                        OpCode.Field,
                        Field: (byte)index,
                        Kind: field.Kind,
                        Part: output.Part
                    );
                }
            }
        }
    }

    private IEnumerable<DocumentMember> Head(FormatTable? table) =>
        options.Layout switch
        {
            Layout.Ecs =>
            [
                DocumentMember.Text("ecs.version", "8.11.0"),
                DocumentMember.Text("event.kind", "event"),
                DocumentMember.Text("event.module", "aws"),
                DocumentMember.Text("event.dataset", "aws.elb_logs"),
                DocumentMember.Id("event.id"),
                DocumentMember.Text("cloud.provider", "aws"),
            ],
            Layout.Aws =>
            [
                DocumentMember.Id("event_id"),
                .. table is null ? Array.Empty<DocumentMember>() : [DocumentMember.Text("log_format", table.Name)],
            ],
            _ => [DocumentMember.Id("EventId")],
        };

    private static IEnumerable<DocumentMember> EcsKind(bool isHttp) =>
        [
            DocumentMember.TextList("event.category", [isHttp ? "web" : "network"]),
            DocumentMember.Text("aws.elb.protocol", isHttp ? "http" : "tcp"),
        ];

    private IEnumerable<DocumentMember> Object() =>
        options.Layout switch
        {
            Layout.Ecs =>
            [
                .. Given("cloud.account.id", ObjectFact.Account, shape.HasAccount),
                .. Given("cloud.region", ObjectFact.Region, shape.HasRegion),
                new DocumentMember("log.offset", OpCode.Offset),
                DocumentMember.Text("log.file.path", ObjectFact.Location),
                .. Given("aws.s3.bucket.name", ObjectFact.Bucket, shape.IsInS3),
                .. Given("aws.s3.object.key", ObjectFact.Key, shape.IsInS3),
            ],
            Layout.Aws =>
            [
                new DocumentMember("log_offset", OpCode.Offset),
                .. Given("s3_bucket", ObjectFact.Bucket, shape.IsInS3),
                DocumentMember.Text(shape.IsInS3 ? "s3_key" : "log_file_path", ObjectFact.Key),
            ],
            _ =>
            [
                new DocumentMember("LogOffset", OpCode.Offset),
                .. Given("Source.S3.Bucket", ObjectFact.Bucket, shape.IsInS3),
                DocumentMember.Text(shape.IsInS3 ? "Source.S3.Key" : "Source.File", ObjectFact.Key),
            ],
        };

    private IEnumerable<DocumentMember> Configured(IReadOnlyList<string> tags)
    {
        string[] paths = options.Layout switch
        {
            Layout.Ecs =>
            [
                "service.environment",
                "service.name",
                "labels.component",
                "labels.type",
                "labels.source_module",
                "tags",
            ],
            Layout.Aws => ["environment", "application", "component", "type_name", "source_module", "tags"],
            _ => ["Environment", "Application", "Component", "type", "SourceModuleName", "tags"],
        };
        return
        [
            .. Given(paths[0], options.Environment),
            .. Given(paths[1], options.Application),
            .. Given(paths[2], options.Component),
            .. Given(paths[3], options.Type),
            .. Given(paths[4], options.SourceModule),
            .. tags.Count > 0 ? new[] { DocumentMember.TextList(paths[5], tags) } : [],
        ];
    }

    private static DocumentMember[] Given(string path, string? text) =>
        string.IsNullOrEmpty(text) ? [] : [DocumentMember.Text(path, text)];

    private static DocumentMember[] Given(string path, ObjectFact fact, bool isThere) =>
        isThere ? [DocumentMember.Text(path, fact)] : [];
}
