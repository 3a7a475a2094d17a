using LogsProcessor.Bundle.Archives;

namespace LogsProcessor.Bundle.Tests.Fakes;

/// <summary>An archive in memory.</summary>
internal sealed class MemoryArchiveFile(byte[] content) : IArchiveFile
{
    public string Name => "memory.zip";

    public long Length => content.Length;

    public ValueTask<Stream> OpenAsync(long from, long length, CancellationToken cancel) =>
        new(new MemoryStream(content, checked((int)from), checked((int)length)));

    /// <summary>A member's content.</summary>
    public static async Task<byte[]> ReadAsync(ArchivedObject item)
    {
        var opened = await item.OpenAsync(CancellationToken.None);
        await using var body = opened.Body;
        using var content = new MemoryStream();
        await body.CopyToAsync(content);
        return content.ToArray();
    }
}
