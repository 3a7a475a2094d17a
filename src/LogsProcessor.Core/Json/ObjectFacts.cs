using System.Text.Encodings.Web;
using System.Text.Json;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core.Json;

/// <summary>What documents say of the object that their line comes from.</summary>
internal enum ObjectFact : byte
{
    /// <summary>The beginning of the ids of all its lines.</summary>
    IdPrefix = 1,

    /// <summary>The AWS account that its key names.</summary>
    Account,

    /// <summary>The AWS region that its key names.</summary>
    Region,

    /// <summary><c>s3://bucket/key</c>, or the path of a file.</summary>
    Location,

    /// <summary>Its bucket.</summary>
    Bucket,

    /// <summary>Its key, or the path of a file.</summary>
    Key,
}

/// <summary>Which facts there are of an object. Where they are the same, so are the members of the documents.</summary>
/// <param name="IsInS3">Whether it is an object in S3, rather than a local file.</param>
/// <param name="HasAccount">Whether its key names an account.</param>
/// <param name="HasRegion">Whether its key names a region.</param>
internal readonly record struct ObjectShape(bool IsInS3, bool HasAccount, bool HasRegion);

/// <summary>
/// The facts of one object, to be filled in where a document plan, which is made for many objects, has a <see cref="Mark"/>.
/// </summary>
internal sealed class ObjectFacts
{
    /// <summary>Up to here are control characters, which never stand in JSON as they are: they are free to be marks.</summary>
    private const byte LastControl = 0x1F;

    private readonly JsonEncodedText[] _texts = new JsonEncodedText[(int)ObjectFact.Key + 1];

    internal ObjectFacts(ObjectIdentity identity, ObjectName name)
    {
        Shape = new ObjectShape(identity.IsInS3, name.Account is { Length: > 0 }, name.Region is { Length: > 0 });
        Set(ObjectFact.IdPrefix, EventId.PrefixOf(identity));
        Set(ObjectFact.Account, name.Account ?? "");
        Set(ObjectFact.Region, name.Region ?? "");
        Set(ObjectFact.Location, identity.ToString());
        Set(ObjectFact.Bucket, identity.Bucket);
        Set(ObjectFact.Key, identity.Key);
    }

    /// <summary>Which of them there are.</summary>
    internal ObjectShape Shape { get; }

    /// <summary>What stands for a fact in a JSON text.</summary>
    internal static char Mark(ObjectFact fact) => (char)fact;

    /// <summary>Whether <paramref name="text"/> has a mark.</summary>
    internal static bool IsMarked(ReadOnlySpan<byte> text) => PlaceOfMark(text) >= 0;

    /// <summary>The text with the object's facts in the place of their marks.</summary>
    internal byte[] FillIn(ReadOnlySpan<byte> text)
    {
        var filled = new List<byte>();
        for (int mark; (mark = PlaceOfMark(text)) >= 0; text = text[(mark + 1)..])
        {
            filled.AddRange(text[..mark]);
            filled.AddRange(_texts[text[mark]].EncodedUtf8Bytes);
        }

        filled.AddRange(text);
        return [.. filled];
    }

    private static int PlaceOfMark(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0, LastControl);

    private void Set(ObjectFact fact, string text) =>
        _texts[(int)fact] = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
