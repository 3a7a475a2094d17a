namespace LogsProcessor.Bundle.Archives;

/// <summary>The bytes of an archive that is there, wherever that is. They stay the same as long as it is read.</summary>
public interface IArchiveFile
{
    /// <summary>Its name, for people: <c>s3://bucket/key</c>, or a path.</summary>
    string Name { get; }

    /// <summary>Its length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads a range, which lies within the archive.</summary>
    /// <param name="from">The position of its first byte.</param>
    /// <param name="length">Its length.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="IOException">It cannot be read, or is another archive by now.</exception>
    ValueTask<Stream> OpenAsync(long from, long length, CancellationToken cancel);
}
