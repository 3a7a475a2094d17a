namespace LogsProcessor.Benchmarks.Sizing;

/// <summary>
/// One day of function instances: each object takes one that is idle or starts one, up to the reserved concurrency, the others wait in
/// their queue; those that run share what Logstash takes, and none is faster than its memory's share of a CPU allows.
/// </summary>
/// <param name="inputs">Costs and capacities.</param>
/// <param name="memoryMb">The function's memory.</param>
/// <param name="concurrency">The reserved concurrency.</param>
/// <param name="logstashNodes">So many Logstash nodes.</param>
public sealed class DaySimulation(SizingInputs inputs, double memoryMb, int concurrency, int logstashNodes)
{
    private readonly List<Instance> _running = [];
    private readonly Queue<ArrivedObject> _waiting = new();
    private readonly Stack<double> _idleSince = new();
    private readonly List<double> _delays = [];
    private double _now;
    private double _instanceSeconds;
    private double _limitedSeconds;
    private int _starts;
    private int _peakInstances;
    private int _peakConnections;

    /// <summary>Runs the day until its last object is delivered.</summary>
    public DayResult Run(IReadOnlyList<ArrivedObject> arrivals)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        foreach (var arrival in arrivals)
        {
            AdvanceTo(arrival.Second);
            _waiting.Enqueue(arrival);
            StartWaiting();
        }

        AdvanceTo(double.PositiveInfinity);
        _delays.Sort();
        var gbSeconds = _instanceSeconds * memoryMb / 1024;
        return new DayResult(
            arrivals.Count,
            arrivals.Sum(arrival => arrival.Lines),
            gbSeconds,
            inputs.Dollars(gbSeconds, arrivals.Count),
            _starts,
            _peakInstances,
            _peakConnections,
            _delays[_delays.Count / 2],
            _delays[(int)(_delays.Count * 0.99)],
            _delays[^1],
            _limitedSeconds
        );
    }

    private void AdvanceTo(double second)
    {
        while (_running.Count > 0)
        {
            var rate = LinesPerSecondEach(out var isLimited);
            var next = _now + _running.Min(instance => instance.SecondsLeft(rate));
            var until = Math.Min(next, second);
            Pass(until - _now, rate, isLimited);
            _now = until;
            if (next > second)
            {
                return;
            }

            End();
            StartWaiting();
        }

        _now = second;
    }

    // What Logstash takes is shared by those that send; an instance that is still starting sends nothing.
    private double LinesPerSecondEach(out bool isLimited)
    {
        var own = inputs.LinesPerSecond(memoryMb);
        var senders = _running.Count(instance => instance.Overhead <= 0);
        var share = inputs.LogstashLinesPerSecond * logstashNodes / Math.Max(1, senders);
        isLimited = share < own;
        return Math.Min(own, share);
    }

    private void Pass(double seconds, double rate, bool isLimited)
    {
        _instanceSeconds += seconds * _running.Count;
        _limitedSeconds += isLimited ? seconds : 0;
        foreach (var instance in _running)
        {
            instance.Pass(seconds, rate);
        }
    }

    private void End()
    {
        foreach (var ended in _running.Where(instance => instance.IsDone))
        {
            _delays.Add(_now - ended.Arrived);
            _idleSince.Push(_now);
        }

        _running.RemoveAll(instance => instance.IsDone);
    }

    private void StartWaiting()
    {
        while (_running.Count < concurrency && _waiting.TryDequeue(out var item))
        {
            var isStart = !TryTakeIdle();
            _starts += isStart ? 1 : 0;
            _running.Add(new Instance(item, inputs.OverheadSeconds(memoryMb, isStart)));
        }

        _peakInstances = Math.Max(_peakInstances, _running.Count);
        _peakConnections = Math.Max(_peakConnections, _running.Sum(instance => ConnectionsOf(instance.Lines)));
    }

    // The one that ended last; when that is gone by now, all others are.
    private bool TryTakeIdle() => _idleSince.TryPop(out var since) && _now - since <= inputs.IdleSecondsKept;

    private int ConnectionsOf(long lines) =>
        (int)
            Math.Clamp(
                Math.Ceiling(lines * inputs.BytesPerDocument / inputs.DocumentBytesPerConnection),
                1,
                inputs.ConnectionLimit
            );

    private sealed class Instance(ArrivedObject item, double overhead)
    {
        // Below this, in seconds or lines, rounding is all that is left.
        private const double Nothing = 1e-6;

        private double _lines = item.Lines;

        public double Arrived => item.Second;

        public long Lines => item.Lines;

        /// <summary>Seconds before it sends.</summary>
        public double Overhead { get; private set; } = overhead;

        public bool IsDone => Overhead <= 0 && _lines <= Nothing;

        /// <summary>Seconds until it sends, or, once it sends, until it is done.</summary>
        public double SecondsLeft(double rate) => Overhead > 0 ? Overhead : _lines / rate;

        public void Pass(double seconds, double rate)
        {
            if (Overhead > 0)
            {
                Overhead = Overhead - seconds <= Nothing ? 0 : Overhead - seconds;
                return;
            }

            _lines -= seconds * rate;
        }
    }
}

/// <summary>What a day took.</summary>
/// <param name="Objects">Objects shipped.</param>
/// <param name="Lines">Lines shipped.</param>
/// <param name="GbSeconds">Billed time times memory.</param>
/// <param name="Dollars">Lambda, x86, and S3 GET.</param>
/// <param name="Starts">Invocations for which an instance was started.</param>
/// <param name="PeakInstances">The most instances at once.</param>
/// <param name="PeakConnections">The most connections that Logstash sees at once.</param>
/// <param name="MedianDelay">From an object's arrival until its last line is confirmed, in seconds.</param>
/// <param name="P99Delay">The same, of all but one object in a hundred.</param>
/// <param name="MostDelay">The same, of the slowest.</param>
/// <param name="LimitedSeconds">Seconds of the day in which Logstash, not the function, set the pace.</param>
public sealed record DayResult(
    int Objects,
    long Lines,
    double GbSeconds,
    double Dollars,
    int Starts,
    int PeakInstances,
    int PeakConnections,
    double MedianDelay,
    double P99Delay,
    double MostDelay,
    double LimitedSeconds
);
