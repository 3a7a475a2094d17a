using LogsProcessor.Core.Lines;

namespace LogsProcessor.Aws.Objects;

/// <summary>
/// An object's bytes as they come. A body that breaks off, stalls or ends early is asked for again from the byte at which it did, under
/// the condition that the object is still the same: no byte is lost, none comes twice. What goes wrong several times in a row without
/// a byte in between is an <see cref="ObjectException"/>.
/// </summary>
/// <param name="part">The first answer.</param>
/// <param name="name">The object's name, for messages.</param>
/// <param name="reopen">Asks for the object from a byte on.</param>
/// <param name="session">How long to wait, and by which clock.</param>
internal sealed class S3Body(
    S3Part part,
    string name,
    Func<long, CancellationToken, ValueTask<S3Part>> reopen,
    S3Session session
) : ReadOnlyStream(part.Body)
{
    private readonly long? _end = part.From + part.Length;
    private long _position = part.From;
    private int _failures;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var (read, fault) = await ReadOnceAsync(buffer, cancellationToken);
            if (fault is null)
            {
                _position += read;
                _failures = read > 0 ? 0 : _failures;
                return read;
            }

            if (++_failures == S3Retry.MostAttempts)
            {
                throw new ObjectException(
                    FormattableString.Invariant(
                        $"{name}: {fault}, after {_position} bytes of the object ({_failures} attempts)"
                    )
                );
            }

            await S3Retry.WaitAsync(_failures, session.Clock, cancellationToken);
            await Inner.DisposeAsync();
            // Should this fail, there is nothing behind it but the end.
            Inner = Stream.Null;
            Inner = (await reopen(_position, cancellationToken)).Body;
        }
    }

    /// <summary>Reads what there is.</summary>
    /// <returns>The bytes read, or what went wrong.</returns>
    private async ValueTask<(int Read, string? Fault)> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        // Once an answer has begun, the client has no time limit of its own.
        using var stalled = new CancellationTokenSource(session.Options.ProgressTimeout, session.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stalled.Token);
        try
        {
            var read = await Inner.ReadAsync(buffer, either.Token);
            return read == 0 && buffer.Length > 0 && _position < _end ? (0, "the body ended early") : (read, null);
        }
        catch (Exception exception) when (S3Faults.IsOne(exception))
        {
            cancel.ThrowIfCancellationRequested();
            return stalled.IsCancellationRequested
                ? (
                    0,
                    FormattableString.Invariant(
                        $"nothing came for {session.Options.ProgressTimeout.TotalSeconds:0.#} s"
                    )
                )
                : (0, $"the connection broke ({S3Faults.Innermost(exception)})");
        }
    }
}

/// <summary>An object's bytes from one on.</summary>
/// <param name="From">The first byte's position in the object.</param>
/// <param name="Length">How many there are, or null if S3 does not say.</param>
/// <param name="Body">The bytes.</param>
/// <param name="ETag">The ETag of the object they are of, without quotes.</param>
/// <param name="VersionId">Its version, or null where there are none.</param>
internal sealed record S3Part(long From, long? Length, Stream Body, string ETag, string? VersionId);
