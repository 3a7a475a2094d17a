namespace LogsProcessor.Aws.Objects;

/// <summary>An object, or a list of objects, that cannot be read or written. The message is one line: which, why, and where it helps, what to do.</summary>
public sealed class ObjectException : IOException
{
    public ObjectException(string message)
        : base(message) { }

    public ObjectException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Whether a condition did not hold: the object is no longer the one that was asked for.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Whether an object was to be written where none is, and there is one.</summary>
    public bool IsThere { get; init; }

    /// <summary>Whether what was asked for is not there: the key, the version, the upload, or the bucket.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether S3 refused. Without the permission <c>s3:ListBucket</c> that is its answer for what is not there, too.</summary>
    public bool IsDenied { get; init; }
}
