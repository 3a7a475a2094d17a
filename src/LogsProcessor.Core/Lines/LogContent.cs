using System.IO.Compression;

namespace LogsProcessor.Core.Lines;

/// <summary>
/// Opens an object's bytes as text: gzip is recognised by its magic bytes, whatever the object's name, also inside itself and in
/// several members; content that cannot be log text is refused.
/// </summary>
public static class LogContent
{
    /// <summary>Enough to tell text from everything else.</summary>
    private const int SampleBytes = 4096;

    /// <summary>Once compressed is usual, twice happens to those who compress by hand; beyond is no accident.</summary>
    private const int MostLayers = 2;

    /// <summary>The inflater asks for 8 KB at a time; a body is better asked for more.</summary>
    private const int ReadBytes = 64 * 1024;

    // Without it, .NET takes a truncated gzip stream for a complete one. The programs bring it in their configuration; a host of this room
    // alone may not.
    static LogContent() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens an object's text at the place from which lines are due.</summary>
    /// <param name="opened">The object.</param>
    /// <param name="body">Its body, which the returned stream owns from then on.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ContentException">The content is no log text, or ends before that place.</exception>
    public static async ValueTask<LogText> OpenAsync(OpenedObject opened, Stream body, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(opened);
        if (opened.IsBodyAtStart)
        {
            // An earlier run has found the object to be log text, by its first bytes; these may be anything.
            return new LogText(body, isCompressed: false);
        }

        var text = await OpenAsync(body, cancel);
        try
        {
            await text.PassOverAsync(opened.Start.Offset, cancel);
            return text;
        }
        catch
        {
            await text.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens <paramref name="body"/>, which the returned stream owns from then on.</summary>
    /// <exception cref="ContentException">The content is no log text. Reading throws it too, where gzip data is broken.</exception>
    public static async ValueTask<LogText> OpenAsync(Stream body, CancellationToken cancel)
    {
        var sampled = await SampledStream.OpenAsync(body, SampleBytes, ReadBytes, cancel);
        var layers = 0;
        for (; IsGzip(sampled.Sample); layers++)
        {
            if (layers == MostLayers)
            {
                await sampled.DisposeAsync();
                throw new ContentException($"gzip inside gzip, more than {MostLayers} layers deep");
            }

            var inflated = new GzipContent(new GZipStream(sampled, CompressionMode.Decompress));
            sampled = await SampledStream.OpenAsync(inflated, SampleBytes, SampleBytes, cancel);
        }

        if (ContentSample.WhyNotText(sampled.Sample) is { } reason)
        {
            await sampled.DisposeAsync();
            throw new ContentException(reason);
        }

        return new LogText(sampled, isCompressed: layers > 0);
    }

    private static bool IsGzip(ReadOnlySpan<byte> sample) => sample is [0x1F, 0x8B, ..];

    /// <summary>The inflated content of a gzip stream. It tells broken data as a fault of the object.</summary>
    private sealed class GzipContent(GZipStream inflated) : ReadOnlyStream(inflated)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                return await Inner.ReadAsync(buffer, cancellationToken);
            }
            catch (InvalidDataException exception)
            {
                throw new ContentException("the gzip data is truncated or corrupt", exception);
            }
        }
    }
}
