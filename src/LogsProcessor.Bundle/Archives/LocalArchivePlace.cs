namespace LogsProcessor.Bundle.Archives;

/// <summary>A place for an archive in a folder. Until it is complete, it has another name.</summary>
/// <param name="path">The archive's path.</param>
public sealed class LocalArchivePlace(string path) : ArchivePlace
{
    /// <inheritdoc/>
    public override string Name => path;

    /// <inheritdoc/>
    public override Task<IArchiveFile?> FindAsync(CancellationToken cancel) =>
        Task.FromResult<IArchiveFile?>(LocalArchiveFile.Find(path));

    /// <inheritdoc/>
    public override Task<bool> HasIndexAsync(CancellationToken cancel) =>
        Task.FromResult(File.Exists(path + IndexSuffix));

    /// <inheritdoc/>
    public override ArchiveOutput Create() => new Output(path, isNew: true);

    /// <inheritdoc/>
    public override ArchiveOutput CreateIndex() => new Output(path + IndexSuffix, isNew: false);

    private sealed class Output(string path, bool isNew) : ArchiveOutput
    {
        private readonly string _partial = path + ".partial";
        private FileStream? _file;

        public override Stream Stream => _file ??= Open();

        public override async Task<string?> CompleteAsync(CancellationToken cancel)
        {
            await Stream.DisposeAsync();
            try
            {
                File.Move(_partial, path, overwrite: !isNew);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new ArchiveException($"{path}: permission denied", exception);
            }

            _file = null;
            return null;
        }

        public override async ValueTask<IOException?> AbandonAsync()
        {
            if (_file is not { } file)
            {
                return null;
            }

            _file = null;
            await file.DisposeAsync();
            try
            {
                File.Delete(_partial);
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new ArchiveException($"{_partial}: it is left behind ({exception.Message})", exception);
            }
        }

        public override async ValueTask DisposeAsync() => await AbandonAsync();

        private FileStream Open()
        {
            try
            {
                // What a run that was killed has left is written over; what another one writes at this moment is locked.
                return new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new ArchiveException($"{_partial}: permission denied", exception);
            }
        }
    }
}
