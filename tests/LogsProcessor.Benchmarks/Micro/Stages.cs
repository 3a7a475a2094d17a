using BenchmarkDotNet.Attributes;
using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash;

namespace LogsProcessor.Benchmarks.Micro;

/// <summary>Each stage alone, over lines in memory; figures are for a line.</summary>
[MemoryDiagnoser]
public class Stages
{
    private const string Key = "AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/04/sample.log";

    private readonly byte[] _piece = new byte[64 * 1024];
    private readonly LogRecord _record = new();
    private readonly Batch _batch = new();
    private readonly ObjectTally _tally = new("sample");
    private SampleLog _sample = null!;
    private LineParser _parser = null!;
    private DocumentWriter _writer = null!;
    private readonly BatchStore _batches = new();
    private DiscardingReceiver _receiver = null!;

    /// <summary>The log format.</summary>
    [Params("clb", "alb", "alb_conn", "alb_hc", "nlb")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _sample = SampleLog.Read(Format);
        _parser = new LineParser(_sample.Format);
        _writer = new DocumentWriter(
            new DocumentPlans(new DocumentOptions()),
            new ObjectIdentity("logs", Key, "9b2cf535f27731c974343645a3985328"),
            ObjectName.Parse(Key),
            TimeProvider.System
        );
        _receiver = DiscardingReceiver.Start();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _batch.Clear();
        _receiver.Dispose();
    }

    [Benchmark(OperationsPerInvoke = SampleLog.LineCount)]
    public async Task<long> Inflate()
    {
        await using var text = await LogContent.OpenAsync(new MemoryStream(_sample.Gzip), CancellationToken.None);
        var total = 0L;
        while (await text.ReadAsync(_piece) is var read and > 0)
        {
            total += read;
        }

        return total;
    }

    [Benchmark(OperationsPerInvoke = SampleLog.LineCount)]
    public async Task<long> Split()
    {
        using var text = new MemoryStream(_sample.Text);
        using var lines = new LineReader(text);
        var total = 0L;
        while (await lines.FillAsync(CancellationToken.None))
        {
            while (lines.TryRead(out var line))
            {
                total += line.Bytes.Length;
            }
        }

        return total;
    }

    [Benchmark(OperationsPerInvoke = SampleLog.LineCount)]
    public int Parse()
    {
        var parsed = 0;
        foreach (var line in _sample.Lines)
        {
            parsed += _parser.Parse(line, _record) == ParseOutcome.Parsed ? 1 : 0;
        }

        return parsed;
    }

    [Benchmark(OperationsPerInvoke = SampleLog.LineCount)]
    public long Write()
    {
        var total = 0L;
        _batch.Begin(_tally);
        for (var index = 0; index < SampleLog.LineCount; index++)
        {
            _writer.Write(_batch, _sample.Lines[index], _sample.Records[index], index);
            if (_batch.IsFull)
            {
                total += _batch.Length;
                _batch.Begin(_tally);
            }
        }

        return total + _batch.Length;
    }

    /// <summary>With writing, which fills the batches: the difference to <see cref="Write"/> is what sending and confirming take.</summary>
    [Benchmark(OperationsPerInvoke = SampleLog.LineCount)]
    public async Task<long> WriteAndSend()
    {
        var summary = new RunSummary(new RunIdentity(), TimeProvider.System);
        var tally = summary.Begin("sample");
        using var sink = new LogstashSink(
            new LogstashOptions { Hosts = [_receiver.Address] },
            _batches,
            summary,
            TimeProvider.System
        );
        var batch = await sink.RentAsync(tally, CancellationToken.None);
        for (var index = 0; index < SampleLog.LineCount; index++)
        {
            _writer.Write(batch, _sample.Lines[index], _sample.Records[index], index);
            if (batch.IsFull)
            {
                sink.Post(batch);
                batch = await sink.RentAsync(tally, CancellationToken.None);
            }
        }

        sink.Post(batch);
        await sink.DrainAsync();
        return tally.Sent == SampleLog.LineCount
            ? tally.Sent
            : throw new InvalidOperationException($"{tally.Sent} of {SampleLog.LineCount} lines were confirmed");
    }
}
