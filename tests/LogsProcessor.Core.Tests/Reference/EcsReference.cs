using System.Globalization;
using System.Text.Json.Nodes;
using static LogsProcessor.Core.Tests.Reference.ReferenceDocument;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>Layout <c>ecs</c>.</summary>
internal static partial class EcsReference
{
    internal static JsonObject Of(ReferenceRecord record, string line, ReferenceContext context)
    {
        var document = new JsonObject();
        PutConstants(document, context);
        PutTimes(document, record, context);
        PutNetwork(document, record, context);
        PutRequest(document, record);
        PutTls(document, record, context);
        PutTraffic(document, record, context);
        foreach (var (field, value) in record.Fields)
        {
            PutField(document, field, value);
        }

        document.Put("event.outcome", OutcomeOf(record));
        document.Put("trace.id", Text(ReferenceParts.TraceRoot(record["trace_id"])));
        document.Put("aws.elb.extra", record.Extra.Count > 0 ? List(record.Extra) : null);
        document.Put("event.original", context.Options.KeepOriginal ? Text(line) : null);
        return document;
    }

    internal static void PutConstants(JsonObject document, ReferenceContext context)
    {
        document.Put("ecs.version", "8.11.0");
        document.Put("event.kind", "event");
        document.Put("event.module", "aws");
        document.Put("event.dataset", "aws.elb_logs");
        document.Put("event.id", context.EventId);
        document.Put("cloud.provider", "aws");
        document.Put("cloud.account.id", context.Account);
        document.Put("cloud.region", context.Region);
        document.Put("aws.s3.bucket.name", context.Identity.IsInS3 ? context.Identity.Bucket : null);
        document.Put("aws.s3.object.key", context.Identity.IsInS3 ? context.Identity.Key : null);
        document.Put("log.file.path", context.FilePath);
        document.Put("log.offset", context.Offset);
        document.Put("service.environment", Setting(context.Options.Environment));
        document.Put("service.name", Setting(context.Options.Application));
        document.Put("labels.component", Setting(context.Options.Component));
        document.Put("labels.type", Setting(context.Options.Type));
        document.Put("labels.source_module", Setting(context.Options.SourceModule));
        document.Put("tags", Tags(context.Options.Tags));
    }

    private static void PutTimes(JsonObject document, ReferenceRecord record, ReferenceContext context)
    {
        var time = record["time"] ?? record["timestamp"];
        document.Put("@timestamp", Time(time));
        document.Put("event.end", context.Format!.Name == "alb" ? Time(time) : null);
        document.Put("event.start", Time(record["request_creation_time"]));
    }

    private static void PutNetwork(JsonObject document, ReferenceRecord record, ReferenceContext context)
    {
        var client = ReferenceText.Endpoint(record["client:port"] ?? "");
        var address = record["client_ip"] ?? client?.Address;
        document.Put("source.address", address?.Length == 0 ? null : Text(address));
        var ip = address is null ? null : ReferenceText.WithoutBrackets(address);
        document.Put("source.ip", ip is not null && ReferenceText.IsIp(ip) ? Text(ip) : null);
        document.Put("source.port", Number(record["client_port"] ?? client?.Port));
        var backend = ReferenceText.Endpoint(
            record["target:port"] ?? record["backend:port"] ?? record["destination:port"] ?? ""
        );
        document.Put("aws.elb.backend.ip", backend?.Address.Length == 0 ? null : Text(backend?.Address));
        document.Put("aws.elb.backend.port", Number(backend?.Port));
        var domain = record["domain_name"];
        var isNlb = context.Format!.Name == "nlb";
        document.Put(
            "destination.domain",
            Text(isNlb && domain is not null ? ReferenceText.PercentDecode(domain) : domain)
        );
    }

    private static void PutRequest(JsonObject document, ReferenceRecord record)
    {
        var request = ReferenceRequest.Parse(record["request"] ?? record["request_line"]);
        document.Put("http.request.method", Text(request.Method));
        var protocol = request.Protocol;
        document.Put(
            "http.version",
            Text(protocol?.StartsWith("HTTP/", StringComparison.Ordinal) == true ? protocol[5..] : protocol)
        );
        document.Put("url.original", Text(request.Url));
        var url = ReferenceUrl.Parse(request.Url);
        document.Put("url.scheme", Text(url?.Scheme));
        document.Put("url.domain", Text(url?.Host));
        document.Put("url.port", Number(url?.Port));
        document.Put("url.path", Text(url?.Path));
        document.Put("url.query", Text(url?.Query));
    }

    private static void PutTls(JsonObject document, ReferenceRecord record, ReferenceContext context)
    {
        var name = context.Format!.Name switch
        {
            "nlb" => "tls_protocol_version",
            "alb_conn" => "tls_protocol",
            _ => "ssl_protocol",
        };
        var (protocol, version) = ReferenceParts.Tls(record[name]);
        document.Put("tls.version_protocol", Text(protocol));
        document.Put("tls.version", Text(version));
        var validity = record["leaf_client_cert_validity"];
        document.Put("aws.elb.leaf_client_cert_not_before", Text(ReferenceParts.NotBefore(validity)));
        document.Put("aws.elb.leaf_client_cert_not_after", Text(ReferenceParts.NotAfter(validity)));
        var verified = record["tls_verify_status"];
        document.Put("aws.elb.tls_verify_status", Text(ReferenceParts.BeforeColon(verified)));
        document.Put("aws.elb.tls_error_code", Text(ReferenceParts.AfterColon(verified)));
    }

    private static void PutTraffic(JsonObject document, ReferenceRecord record, ReferenceContext context)
    {
        var isHttp = IsHttp(record, context);
        document.Put("event.category", new JsonArray(isHttp ? "web" : "network"));
        document.Put("aws.elb.protocol", isHttp ? "http" : "tcp");
        var (received, sent) = (context.Format!.Name, isHttp) switch
        {
            ("alb", _) => ("http.request.bytes", "http.response.bytes"),
            (_, true) => ("http.request.body.bytes", "http.response.body.bytes"),
            _ => ("source.bytes", "destination.bytes"),
        };
        document.Put(received, Number(record["received_bytes"]));
        document.Put(sent, Number(record["sent_bytes"]));
    }

    private static bool IsHttp(ReferenceRecord record, ReferenceContext context) =>
        context.Format!.Name switch
        {
            "alb" or "alb_hc" => true,
            "clb" => record["elb_status_code"] is not null || ReferenceRequest.Parse(record["request"]).HasParts,
            _ => false,
        };

    private static void PutField(JsonObject document, string field, string value)
    {
        if (Texts.TryGetValue(field, out var path))
        {
            document.Put(path, Text(value));
        }
        else if (Integers.TryGetValue(field, out path))
        {
            document.Put(path, Number(value));
        }
        else if (Seconds.TryGetValue(field, out path))
        {
            document.Put(path, ReferenceText.IsMinusOne(value) ? null : Number(value));
        }
        else if (Lists.TryGetValue(field, out path))
        {
            document.Put(path, List(ReferenceParts.List(field, value)!));
        }
    }

    private static JsonNode? OutcomeOf(ReferenceRecord record)
    {
        if (record["elb_status_code"] is { } code)
        {
            return long.Parse(code, CultureInfo.InvariantCulture) < 400 ? "success" : "failure";
        }

        return record["status"] switch
        {
            "PASS" => "success",
            "FAIL" => "failure",
            _ => null,
        };
    }
}
