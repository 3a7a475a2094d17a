namespace LogsProcessor.Cli.Receiving;

/// <summary>The file that keeps what a receiver has received: whole lines, those of a connection in their order. Thread-safe.</summary>
internal sealed class LineStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;

    private LineStore(FileStream file) => _file = file;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isContinued">Whether the lines that it has are kept; else it is emptied.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static LineStore Create(string path, bool isContinued = false)
    {
        try
        {
            // Unbuffered: what is confirmed to a sender is out of this process's hands by then.
            var mode = isContinued ? FileMode.OpenOrCreate : FileMode.Create;
            var access = isContinued ? FileAccess.ReadWrite : FileAccess.Write;
            var file = new FileStream(path, mode, access, FileShare.Read, bufferSize: 0);
            if (isContinued && file.CanSeek)
            {
                SkipWholeLines(file);
            }

            return new LineStore(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out is '{path}': a file that can be written is allowed ({exception.Message})");
        }
    }

    /// <summary>Appends whole lines.</summary>
    /// <exception cref="IOException">They cannot be written; the disk may be full.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        lock (_lock)
        {
            _file.Write(lines);
        }
    }

    /// <summary>Goes to the end of the last whole line; what stands behind it was cut, as of a process that was killed.</summary>
    private static void SkipWholeLines(FileStream file)
    {
        var end = file.Length;
        do
        {
            file.Position = Math.Max(0, end - 1);
        } while (end > 0 && file.ReadByte() != '\n' && --end > 0);

        file.SetLength(end);
        file.Position = end;
    }

    public void Dispose() => _file.Dispose();
}
