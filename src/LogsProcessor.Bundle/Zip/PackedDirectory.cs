using System.IO.Compression;
using System.IO.Pipelines;

namespace LogsProcessor.Bundle.Zip;

/// <summary>
/// An archive's directory until the archive's end, packed: the entries of a prefix are much alike, and of a million of them the plain
/// text would fill the memory of a small function. Written from front to back, read once.
/// </summary>
internal sealed class PackedDirectory : IDisposable
{
    private readonly Pipe _packed = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: 64 * 1024));
    private readonly DeflateStream _input;

    internal PackedDirectory() =>
        _input = new DeflateStream(_packed.Writer.AsStream(leaveOpen: true), CompressionLevel.Fastest);

    /// <summary>The directory's length, unpacked.</summary>
    internal long Length { get; private set; }

    /// <summary>Adds to it.</summary>
    internal void Write(ReadOnlySpan<byte> entry)
    {
        _input.Write(entry);
        Length += entry.Length;
    }

    /// <summary>Ends it, and copies it to <paramref name="output"/>.</summary>
    internal async Task CopyToAsync(Stream output, CancellationToken cancel)
    {
        await _input.DisposeAsync();
        await _packed.Writer.CompleteAsync();
        await using var unpacked = new DeflateStream(_packed.Reader.AsStream(), CompressionMode.Decompress);
        await unpacked.CopyToAsync(output, cancel);
    }

    public void Dispose() => _input.Dispose();
}
