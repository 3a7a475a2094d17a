using System.Runtime.CompilerServices;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle.Archives;

namespace LogsProcessor.Cli.Sources;

/// <summary>Turns the sources of a command line into objects: files, folders, patterns, <c>-</c>, <c>s3://</c> addresses.</summary>
/// <param name="input">Standard input.</param>
/// <param name="key">The S3 key that files and standard input are treated as having, or null.</param>
/// <param name="store">The store behind <c>s3://</c>, or null if there is no such source.</param>
internal sealed class SourceFinder(Stream input, string? key, IObjectStore? store)
{
    private readonly List<SourceObject> _missing = [];
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<S3Location> _listed = [];

    /// <summary>
    /// The objects as they are found, each once, in the order of the sources. A source that is not there is among them, as the last,
    /// and fails when it is opened.
    /// </summary>
    /// <exception cref="UsageException">There is nothing to ship at all; the message names each source, and why.</exception>
    public async IAsyncEnumerable<SourceObject> FindAsync(
        IReadOnlyList<string> sources,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        sources = [.. sources.Distinct(StringComparer.Ordinal)];

        // An address that cannot be one is told before anything is shipped.
        var locations = sources.Where(S3Location.IsMeant).ToDictionary(source => source, Parse, StringComparer.Ordinal);
        var any = false;
        foreach (var source in sources)
        {
            var found = locations.TryGetValue(source, out var location)
                ? FindStoredAsync(source, location, cancel)
                : FindLocalAsync(source, cancel);
            await foreach (var item in found)
            {
                any = true;
                yield return item;
            }
        }

        if (!any)
        {
            throw new UsageException(string.Join("; ", _faults));
        }

        foreach (var missing in _missing)
        {
            yield return missing;
        }
    }

    private static S3Location Parse(string source)
    {
        try
        {
            return S3Location.Parse(source);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private async IAsyncEnumerable<SourceObject> FindStoredAsync(
        string source,
        S3Location location,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var any = false;
        await foreach (var found in UpToFault.FindAsync(source, store!.FindAsync(location, cancel), cancel))
        {
            any = true;
            if (!IsListed(found.Object.Name))
            {
                yield return found;
            }
        }

        AddFaultIf(!any, source, $"no object is at '{source}'");
        _listed.Add(location);
    }

    /// <summary>Whether an earlier source covers it. That takes no memory for each object, of which there may be millions.</summary>
    private bool IsListed(string name) =>
        _listed.Exists(location =>
            location.IsPrefix
                ? name.StartsWith(location.ToString(), StringComparison.Ordinal)
                : name == location.ToString()
        );

    private async IAsyncEnumerable<SourceObject> FindLocalAsync(
        string source,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var found in FindLocal(source))
        {
            if (found.IsMissing || !ArchiveSource.Is(found.Object.Name))
            {
                yield return found;
                continue;
            }

            var path = found.Object.Name;
            var members = ArchiveSource.FindAsync(LocalArchiveFile.Find(path), path, cancel);
            await foreach (var member in UpToFault.FindAsync(path, members, cancel))
            {
                yield return member;
            }
        }
    }

    private List<SourceObject> FindLocal(string source)
    {
        var found = new List<SourceObject>();
        try
        {
            if (source == "-")
            {
                found.Add(new SourceObject(new StandardInput(input, key), Length: null));
            }
            else if (!AddPath(source, found) && Glob.Is(source))
            {
                var any = Glob.Expand(source).Aggregate(false, (some, path) => AddPath(path, found) || some);
                AddFaultIf(!any, source, $"no file matches '{source}'");
            }
            else
            {
                AddFaultIf(!Path.Exists(source), source, $"'{source}' is neither a file nor a folder");
            }
        }
        catch (IOException exception)
        {
            found.Add(SourceObject.Missing(source, exception.Message));
        }

        return found;
    }

    /// <summary>Adds a file, or the logs in a folder.</summary>
    /// <returns>Whether there is one.</returns>
    private bool AddPath(string path, List<SourceObject> found)
    {
        if (!Directory.Exists(path))
        {
            AddFileIf(File.Exists(path), path, found);
            return File.Exists(path);
        }

        var files = LogFolder.Find(path);
        AddFaultIf(files.Count == 0, path, $"folder '{path}' holds no log: files named *.log, *.gz, ELB*TestFile are");
        foreach (var file in files)
        {
            AddFileIf(true, file, found);
        }

        return true;
    }

    private void AddFileIf(bool isFile, string path, List<SourceObject> found)
    {
        if (isFile && _known.Add(Path.GetFullPath(path)))
        {
            found.Add(LocalFile.Find(path, key));
        }
    }

    private void AddFaultIf(bool isFault, string source, string reason)
    {
        if (isFault)
        {
            _faults.Add(reason);
            _missing.Add(SourceObject.Missing(source, reason));
        }
    }
}
