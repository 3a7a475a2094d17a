using System.Text.Json.Nodes;
using static LogsProcessor.Core.Tests.Reference.ReferenceDocument;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>Layout <c>aws</c>.</summary>
internal static class AwsReference
{
    internal static JsonObject Of(ReferenceRecord record, string line, ReferenceContext context)
    {
        var document = new JsonObject();
        PutConstants(document, context);
        document["log_format"] = context.Format!.Name;
        foreach (var field in context.Format.Fields)
        {
            if (record[field.Name] is { } value)
            {
                PutField(document, field, value);
            }
        }

        document.Put("extra", record.Extra.Count > 0 ? List(record.Extra) : null);
        document.Put("event_original", context.Options.KeepOriginal ? Text(line) : null);
        return document;
    }

    internal static void PutConstants(JsonObject document, ReferenceContext context)
    {
        document.Put("event_id", context.EventId);
        document.Put("environment", Setting(context.Options.Environment));
        document.Put("application", Setting(context.Options.Application));
        document.Put("component", Setting(context.Options.Component));
        document.Put("type_name", Setting(context.Options.Type));
        document.Put("source_module", Setting(context.Options.SourceModule));
        document.Put("tags", Tags(context.Options.Tags));
        document.Put("s3_bucket", context.Identity.IsInS3 ? context.Identity.Bucket : null);
        document.Put(context.Identity.IsInS3 ? "s3_key" : "log_file_path", context.Identity.Key);
        document.Put("log_offset", context.Offset);
    }

    private static void PutField(JsonObject document, ReferenceField field, string value)
    {
        switch (field.Name)
        {
            case "time" or "timestamp":
                document.Put("@timestamp", Time(value));
                break;
            case "request" or "request_line":
                PutRequest(document, value);
                break;
            case "target_addr":
                document.Put("target_addr", Text(value));
                PutEndpoint(document, "target", EndpointWithIp(value));
                break;
            case "tls_verify_status":
                document.Put("tls_verify_status", Text(value));
                document.Put("tls_verify_error", Text(ReferenceParts.AfterColon(value)));
                break;
            case "leaf_client_cert_validity":
                document.Put("leaf_client_cert_not_before", Text(ReferenceParts.NotBefore(value)));
                document.Put("leaf_client_cert_not_after", Text(ReferenceParts.NotAfter(value)));
                break;
            case "domain_name" when document["log_format"]!.GetValue<string>() == "nlb":
                document.Put("domain_name", Text(ReferenceText.PercentDecode(value)));
                break;
            default:
                PutByKind(document, field, value);
                break;
        }
    }

    private static void PutByKind(JsonObject document, ReferenceField field, string value)
    {
        switch (field.Kind)
        {
            case ReferenceKind.Endpoint:
                PutEndpoint(document, field.Name.Split(':')[0], ReferenceText.Endpoint(value));
                break;
            case ReferenceKind.List:
                document.Put(field.Name.Replace(':', '_'), List(ReferenceParts.List(field.Name, value)!));
                break;
            case ReferenceKind.Text or ReferenceKind.Time:
                document.Put(field.Name, Text(value));
                break;
            default:
                document.Put(field.Name, Number(value));
                break;
        }
    }

    private static void PutRequest(JsonObject document, string value)
    {
        var request = ReferenceRequest.Parse(value);
        document.Put("request", Text(value));
        document.Put("request_method", Text(request.Method));
        document.Put("request_url", Text(request.Url));
        document.Put("request_protocol", Text(request.Protocol));
    }

    private static void PutEndpoint(JsonObject document, string name, (string Address, string Port)? endpoint)
    {
        document.Put(name + "_ip", endpoint?.Address.Length == 0 ? null : Text(endpoint?.Address));
        document.Put(name + "_port", Number(endpoint?.Port));
    }

    private static (string, string)? EndpointWithIp(string value) =>
        ReferenceText.Endpoint(value) is { } endpoint && ReferenceText.IsIp(endpoint.Address) ? endpoint : null;
}
