using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace LogsProcessor.Testing;

/// <summary>The tags of objects, of whatever version.</summary>
public sealed partial class FakeS3
{
    private readonly Dictionary<(string Bucket, string Key), IReadOnlyDictionary<string, string>> _tags = [];

    /// <summary>The tags of an object.</summary>
    public IReadOnlyDictionary<string, string> TagsOf(string bucket, string key)
    {
        lock (_lock)
        {
            return _tags.GetValueOrDefault((bucket, key)) ?? new Dictionary<string, string>();
        }
    }

    /// <summary>Replaces the tags of an object.</summary>
    public void Tag(string bucket, string key, IReadOnlyDictionary<string, string> tags)
    {
        lock (_lock)
        {
            _tags[(bucket, key)] = tags;
        }
    }

    private async Task TagAsync(HttpContext context, FakeS3Request request)
    {
        if (FindVersion(request) is null)
        {
            await WriteErrorAsync(context, FakeS3Fault.NoSuchKey);
        }
        else if (request.Method == "PUT")
        {
            var xml = await XDocument.LoadAsync(context.Request.Body, LoadOptions.None, context.RequestAborted);
            Tag(
                request.Bucket,
                request.Key,
                xml.Descendants()
                    .Where(item => item.Name.LocalName == "Tag")
                    .ToDictionary(item => TextOf(item, "Key"), item => TextOf(item, "Value"))
            );
        }
        else
        {
            var tags = TagsOf(request.Bucket, request.Key)
                .Select(tag => $"<Tag><Key>{Escape(tag.Key)}</Key><Value>{Escape(tag.Value)}</Value></Tag>");
            await WriteXmlAsync(context, $"<Tagging><TagSet>{string.Concat(tags)}</TagSet></Tagging>");
        }
    }

    private static string TextOf(XElement holder, string name) =>
        holder.Elements().First(item => item.Name.LocalName == name).Value;
}
