using System.Security.Cryptography;
using System.Text;
using LogsProcessor.Cli.Sources;
using LogsProcessor.Core;

namespace LogsProcessor.Cli.Resuming;

/// <summary>
/// The state file of <c>--resume</c>: a line of JSON for each object whose every line is confirmed, with the ETag of the content that
/// was shipped. An object with another ETag is another one. One run at a time may have the file; each line is on the disk before
/// <see cref="Record"/> returns. Not thread-safe, but <see cref="IsDone"/> may be asked while another thread records.
/// </summary>
internal sealed class ResumeLog : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Hashes, which take a tenth of the names' memory; there may be millions.</summary>
    private readonly HashSet<UInt128> _done;

    private ResumeLog(FileStream file, HashSet<UInt128> done, bool wasCut)
    {
        _file = file;
        _done = done;
        WasCut = wasCut;
    }

    /// <summary>Number of objects that earlier runs have done.</summary>
    public int Restored => _done.Count;

    /// <summary>Number of objects that were recorded since.</summary>
    public int Recorded { get; private set; }

    /// <summary>Whether the last line was half written, as of a run that was killed; it is gone.</summary>
    public bool WasCut { get; }

    /// <summary>Opens a state file, or begins one.</summary>
    /// <exception cref="UsageException">Another run has it, it cannot be written, or it is something else.</exception>
    public static ResumeLog Open(string path)
    {
        FileStream file;
        try
        {
            // Exclusive: two runs would ship the same objects twice, and write into each other's lines.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult == StateFileFault.WouldBlock)
        {
            throw new UsageException($"--resume is '{path}': another run is using this state file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"--resume is '{path}': a file that can be written is allowed ({exception.Message})"
            );
        }

        try
        {
            return Read(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether this content of the object was shipped before this run.</summary>
    public bool IsDone(ObjectIdentity identity) => _done.Contains(HashOf(identity));

    /// <summary>Appends objects that are done. What comes once, through a pipe, is left out: it cannot come again.</summary>
    /// <exception cref="IOException">They cannot be written; the disk may be full.</exception>
    public void Record(IReadOnlyList<ObjectIdentity> done)
    {
        var lasting = done.Where(identity => identity.IsInS3 || ContentVersion.IsLasting(identity.ETag)).ToList();
        if (lasting.Count == 0)
        {
            return;
        }

        foreach (var identity in lasting)
        {
            _file.Write(ResumeLine.Write(identity with { Key = FullKey(identity) }));
        }

        _file.Flush(flushToDisk: true);
        Recorded += lasting.Count;
    }

    public void Dispose() => _file.Dispose();

    private static ResumeLog Read(FileStream file, string path)
    {
        var done = new HashSet<UInt128>();
        var lines = new StateLines(file);
        while (lines.MoveNext() && lines.IsWhole)
        {
            if (ResumeLine.TryRead(lines.Current) is not { } identity)
            {
                throw new UsageException(
                    $"--resume is '{path}': its line {lines.Number} is none of a state file "
                        + "(a JSON object with 'bucket', 'key' and 'etag'); a new file, or one of an earlier run is allowed"
                );
            }

            done.Add(HashOf(identity));
        }

        // A line without its end was not written whole: it goes, even if it can be read, and its object is shipped once more.
        var wasCut = lines.WholeLength < file.Length;
        file.SetLength(lines.WholeLength);
        file.Seek(0, SeekOrigin.End);
        return new ResumeLog(file, done, wasCut);
    }

    /// <summary>A file is the same one from wherever it is named.</summary>
    private static string FullKey(ObjectIdentity identity) =>
        identity.IsInS3 ? identity.Key : Path.GetFullPath(identity.Key);

    private static UInt128 HashOf(ObjectIdentity identity)
    {
        var name = Encoding.UTF8.GetBytes($"{identity.Bucket}\n{FullKey(identity)}\n{identity.ETag}");
        var hash = SHA256.HashData(name);
        return new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }
}
