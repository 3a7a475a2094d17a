using System.Text.Json.Nodes;
using LogsProcessor.Core.Formats;
using static LogsProcessor.Core.Tests.Reference.ReferenceDocument;

namespace LogsProcessor.Core.Tests.Reference;

/// <summary>A line that is no record: shipped as it is, with what was wrong in words, which is not compared.</summary>
internal static class MalformedReference
{
    /// <summary>Stands for whatever the product says was wrong.</summary>
    internal const string AnyMessage = "(any message)";

    private const int MostOriginalBytes = 32 * 1024;

    internal static JsonObject Of(string line, ReferenceContext context)
    {
        var document = new JsonObject();
        var head = Text(line[..Math.Min(line.Length, MostOriginalBytes)]);
        var tags = Tags(context.Options.Tags.Append("_elbparsefailure"));
        switch (context.Options.Layout)
        {
            case Layout.Aws:
                AwsReference.PutConstants(document, context);
                document.Put("log_format", context.Format?.Name);
                document.Put("event_original", head);
                document.Put("error_message", AnyMessage);
                break;
            case Layout.Original:
                OriginalReference.PutConstants(document, context);
                document.Put("message", head);
                document.Put("ErrorMessage", AnyMessage);
                break;
            default:
                EcsReference.PutConstants(document, context);
                document.Put("event.original", head);
                document.Put("error.message", AnyMessage);
                break;
        }

        document.Put("@timestamp", context.ProcessedAt);
        document["tags"] = tags;
        return document;
    }
}
