using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using static LogsProcessor.Core.Tests.Reference.ReferenceDocument;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>Layout <c>original</c>: Classic and ALB access lines only.</summary>
internal static class OriginalReference
{
    internal static JsonObject Of(ReferenceRecord record, string line, ReferenceContext context)
    {
        var document = new JsonObject();
        PutConstants(document, context);
        document.Put("@timestamp", Time(record["time"]));
        document.Put("LoadBalancerName", Text(record["elb"]));
        document.Put("PublicIpAndPort", Text(record["client:port"]));
        document.Put("InternalIpAndPort", Text(record["target:port"] ?? record["backend:port"]));
        document.Put("Status", Text(record["elb_status_code"]));
        document.Put("BackendStatus", Text(record["target_status_code"] ?? record["backend_status_code"]));
        document.Put("BytesUploadedFromClient", Number(record["received_bytes"]));
        document.Put("BytesDownloadedByClient", Number(record["sent_bytes"]));
        document.Put("TimeToForwardRequest", Milliseconds(record["request_processing_time"]));
        document.Put("TimeTaken", Milliseconds(record["target_processing_time"] ?? record["backend_processing_time"]));
        document.Put("TimeToForwardResponse", Milliseconds(record["response_processing_time"]));
        var request = ReferenceRequest.Parse(record["request"] ?? record["request_line"]);
        document.Put("Verb", Text(request.Method));
        document.Put("Path", Text(Path(request.Url)));
        document.Put("UserAgent", Text(record["user_agent"]));
        document.Put("message", Text(line));
        document.Put("Extra", record.Extra.Count > 0 ? List(record.Extra) : null);
        return document;
    }

    internal static void PutConstants(JsonObject document, ReferenceContext context)
    {
        document.Put("EventId", context.EventId);
        document.Put("Environment", Setting(context.Options.Environment));
        document.Put("Application", Setting(context.Options.Application));
        document.Put("Component", Setting(context.Options.Component));
        document.Put("SourceModuleName", Setting(context.Options.SourceModule));
        document.Put("type", Setting(context.Options.Type));
        document.Put("Source.S3.Bucket", context.Identity.IsInS3 ? context.Identity.Bucket : null);
        document.Put(context.Identity.IsInS3 ? "Source.S3.Key" : "Source.File", context.Identity.Key);
        document.Put("LogOffset", context.Offset);
        document.Put("tags", Tags(context.Options.Tags));
    }

    private static string? Path(string? url)
    {
        var path = ReferenceUrl.Parse(url) is { } parts ? parts.Path : url?.Split('?')[0];
        return path?.Length > 0 ? path : null;
    }

    /// <summary>Whole milliseconds, half rounded up, on exact integers of any length.</summary>
    private static JsonNode? Milliseconds(string? seconds)
    {
        if (seconds is null || seconds.StartsWith('-'))
        {
            return null;
        }

        var point = seconds.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : seconds[(point + 1)..];
        var whole = point < 0 ? seconds : seconds[..point];
        if (whole.TrimStart('0').Length > 15)
        {
            return null;
        }

        var digits = BigInteger.Parse(whole + fraction.PadRight(4, '0')[..4], CultureInfo.InvariantCulture);
        return JsonNode.Parse(((digits + 5) / 10).ToString(CultureInfo.InvariantCulture));
    }
}
