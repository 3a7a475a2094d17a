namespace LogsProcessor.Cli.Checking;

/// <summary>
/// A file that is there once it is whole: until then, what is written lies beside it, and goes if nothing comes of it. A device, such as
/// <c>/dev/null</c>, is written to as it is.
/// </summary>
internal sealed class NewFile : IDisposable
{
    /// <summary>What compresses writes a few KiB at a time, and each write that is no copy costs a system call.</summary>
    private const int BufferBytes = 128 * 1024;

    private const string Devices = "/dev/";
    private const string SharedMemory = "/dev/shm/";

    private readonly string _path;
    private readonly bool _isInPlace;
    private readonly FileStream _file;
    private bool _isKept;

    private NewFile(string path)
    {
        _path = Path.GetFullPath(path);
        _isInPlace = IsDevice(_path);
        if (Directory.Exists(_path))
        {
            throw new IOException("it is a folder");
        }

        _file = _isInPlace
            ? new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferBytes)
            : new FileStream(_path + ".part", FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
    }

    /// <summary>What to write to.</summary>
    public Stream Stream => _file;

    /// <summary>Begins a file, if one is named.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">Its name, or null.</param>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static NewFile? CreateIfNamed(string option, string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return new NewFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"{option} is '{path}': a file that can be written is allowed ({exception.Message})"
            );
        }
    }

    /// <summary>Makes it the file.</summary>
    /// <returns>Its length, in bytes; 0 where what was written to is a pipe, which does not tell.</returns>
    public long Keep()
    {
        _file.Flush();
        var length = _file.CanSeek ? _file.Position : 0;
        _file.Dispose();
        if (!_isInPlace)
        {
            File.Move(_file.Name, _path, overwrite: true);
        }

        _isKept = true;
        return length;
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_isKept && !_isInPlace)
        {
            File.Delete(_file.Name);
        }
    }

    /// <summary>Whether it is a device, or a pipe that a shell names there: another file must not take its place.</summary>
    public static bool IsDevice(string path) =>
        path.StartsWith(Devices, StringComparison.Ordinal)
        && !path.StartsWith(SharedMemory, StringComparison.Ordinal)
        && File.Exists(path);
}
