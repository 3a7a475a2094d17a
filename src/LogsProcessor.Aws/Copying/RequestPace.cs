using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Copying;

/// <summary>
/// How many requests may be on their way at once. It begins with the most that is allowed; when S3 says that it is too much the number is
/// halved, once for each round of answers, and with each round without a refusal it grows by one. Refused requests are made again
/// after a wait. Waiters are served in order. Thread-safe.
/// </summary>
public sealed class RequestPace : IDisposable
{
    /// <summary>So often in a row a request is refused before that counts as its failure.</summary>
    private const int MostRefusals = 8;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _places;
    private readonly TimeProvider _clock;
    private readonly int _most;
    private int _limit;
    private int _owed;
    private int _sinceChange;
    private long _refused;

    /// <param name="most">The most requests at once.</param>
    /// <param name="clock">Times the waits.</param>
    public RequestPace(int most, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _places = new SemaphoreSlim(most);
        _clock = clock;
        _limit = _most = most;
    }

    /// <summary>How many may be on their way now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return _limit;
            }
        }
    }

    /// <summary>How many requests S3 refused because there were too many.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>Makes a request when there is a place for it, and again when it is refused.</summary>
    internal async Task<T> RunAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        for (var refusals = 1; ; refusals++)
        {
            await _places.WaitAsync(cancel);
            var isRefused = false;
            try
            {
                return await ask();
            }
            catch (Exception exception) when (S3Faults.IsTooMuch(exception))
            {
                isRefused = true;
                if (refusals == MostRefusals)
                {
                    throw;
                }
            }
            finally
            {
                GiveBack(isRefused);
            }

            await S3Retry.WaitAsync(refusals, _clock, cancel);
        }
    }

    private void GiveBack(bool isRefused)
    {
        lock (_lock)
        {
            _sinceChange++;
            if (isRefused)
            {
                _refused++;
                Shrink();
            }
            else if (_sinceChange >= _limit && _limit < _most)
            {
                _limit++;
                _sinceChange = 0;
                Release();
            }

            Release();
        }
    }

    /// <summary>Requests that were on their way when the number was halved say nothing about the half.</summary>
    private void Shrink()
    {
        if (_limit == 1 || (_limit < _most && _sinceChange < _limit))
        {
            return;
        }

        var half = Math.Max(1, _limit / 2);
        _owed += _limit - half;
        _limit = half;
        _sinceChange = 0;
    }

    /// <summary>A place that is owed is not given back.</summary>
    private void Release()
    {
        if (_owed > 0)
        {
            _owed--;
        }
        else
        {
            _places.Release();
        }
    }
}
