namespace LogsProcessor.Aws.Objects;

/// <summary>A place in S3, as a person writes it: <c>s3://bucket/key</c>, or <c>s3://bucket/prefix/</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key or the prefix; empty for the whole bucket.</param>
public sealed record S3Location(string Bucket, string Key)
{
    private const string Scheme = "s3://";

    /// <summary>Whether it names many objects: it ends with a slash, or with the bucket.</summary>
    public bool IsPrefix => Key.Length == 0 || Key.EndsWith('/');

    /// <summary>Whether <paramref name="text"/> is meant as a place in S3.</summary>
    public static bool IsMeant(string text) =>
        text is not null && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a place. Keys are taken as they are: nothing is decoded.</summary>
    /// <exception cref="FormatException">It is none; the message says what would be right.</exception>
    public static S3Location Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = IsMeant(text) ? text[Scheme.Length..] : "";
        var slash = rest.IndexOf('/');
        var location = slash < 0 ? new S3Location(rest, "") : new S3Location(rest[..slash], rest[(slash + 1)..]);
        return location.Bucket.Length > 0
            ? location
            : throw new FormatException($"'{text}' is no place in S3; write s3://bucket/key or s3://bucket/prefix/");
    }

    /// <summary><c>s3://bucket/key</c>.</summary>
    public override string ToString() => $"{Scheme}{Bucket}/{Key}";
}
