using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LogsProcessor.Testing;

/// <summary>ListObjectsV2, in pages. The token is the last key, or the last common prefix, of the page before.</summary>
public sealed partial class FakeS3
{
    /// <summary>Whether each list begins with a page of nothing, behind which there is more. Default no.</summary>
    public bool BeginsListsWithNothing { get; set; }

    private Task ListAsync(HttpContext context, FakeS3Request request)
    {
        var token = request.Query.GetValueOrDefault("continuation-token");
        if (BeginsListsWithNothing && token is null)
        {
            var here = Encoding.UTF8.GetBytes(request.Query.GetValueOrDefault("start-after", ""));
            return WriteXmlAsync(
                context,
                "<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>true</IsTruncated>"
                    + $"<NextContinuationToken>{Convert.ToBase64String(here)}</NextContinuationToken></ListBucketResult>"
            );
        }

        var wanted = request.Query.TryGetValue("max-keys", out var most)
            ? Math.Min(int.Parse(most, CultureInfo.InvariantCulture), PageSize)
            : PageSize;
        var page = Page(
            request.Bucket,
            request.Query.GetValueOrDefault("prefix", ""),
            token is null
                ? request.Query.GetValueOrDefault("start-after", "")
                : Encoding.UTF8.GetString(Convert.FromBase64String(token)),
            request.Query.GetValueOrDefault("delimiter", ""),
            wanted + 1
        );
        return WriteXmlAsync(context, Describe(request, page, wanted));
    }

    /// <summary>So many keys, and common prefixes in place of the keys that have them.</summary>
    private List<ListedKey> Page(string bucket, string prefix, string after, string delimiter, int most)
    {
        var page = new List<ListedKey>();
        lock (_lock)
        {
            while (page.Count < most)
            {
                var isCut = false;
                foreach (var key in KeysAfter(bucket, prefix, after).Take(most - page.Count))
                {
                    var end =
                        delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
                    if (end < 0)
                    {
                        page.Add(new ListedKey(key, key, _objects[(bucket, key)][^1]));
                        continue;
                    }

                    var common = key[..(end + delimiter.Length)];
                    page.Add(new ListedKey(common, after = common + BehindAllKeys, null));
                    isCut = true;
                    break;
                }

                if (!isCut)
                {
                    break;
                }
            }
        }

        return page;
    }

    private static string Describe(FakeS3Request request, List<ListedKey> page, int wanted)
    {
        var isEncoded = request.Query.GetValueOrDefault("encoding-type") == "url";
        var isCut = page.Count > wanted;
        var shown = page.Take(wanted).ToList();
        var xml = new StringBuilder("""<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">""");
        xml.Append($"<Name>{request.Bucket}</Name>");
        xml.Append($"<Prefix>{Show(request.Query.GetValueOrDefault("prefix", ""))}</Prefix>");
        xml.Append($"<KeyCount>{Digits(shown.Count)}</KeyCount><MaxKeys>{Digits(wanted)}</MaxKeys>");
        xml.Append(isEncoded ? "<EncodingType>url</EncodingType>" : "");
        foreach (var (name, _, item) in shown.Where(entry => entry.Item is not null))
        {
            xml.Append($"<Contents><Key>{Show(name)}</Key><LastModified>{item!.LastModified}</LastModified>");
            xml.Append($"<ETag>&quot;{item.ETag}&quot;</ETag><Size>{Digits(item.Size)}</Size>");
            xml.Append($"<StorageClass>{item.StorageClass}</StorageClass></Contents>");
        }

        foreach (var entry in shown.Where(entry => entry.Item is null))
        {
            xml.Append($"<CommonPrefixes><Prefix>{Show(entry.Name)}</Prefix></CommonPrefixes>");
        }

        xml.Append($"<IsTruncated>{(isCut ? "true" : "false")}</IsTruncated>");
        if (isCut)
        {
            var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(shown[^1].Last));
            xml.Append($"<NextContinuationToken>{token}</NextContinuationToken>");
        }

        return xml.Append("</ListBucketResult>").ToString();

        string Show(string text) => isEncoded ? FormEncode(text) : Escape(text);
    }

    /// <summary>As S3 encodes keys in lists: a space becomes a plus, a slash stays.</summary>
    private static string FormEncode(string text) =>
        WebUtility.UrlEncode(text).Replace("%2F", "/", StringComparison.Ordinal);

    /// <summary>An entry of a list.</summary>
    /// <param name="Name">The key, or the common prefix.</param>
    /// <param name="Last">Where the next page begins.</param>
    /// <param name="Item">The object, or null for a common prefix.</param>
    private sealed record ListedKey(string Name, string Last, FakeS3Object? Item);
}
