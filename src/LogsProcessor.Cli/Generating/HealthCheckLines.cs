namespace LogsProcessor.Cli.Generating;

/// <summary>Lines of an Application Load Balancer's health check log.</summary>
internal sealed class HealthCheckLines(Traffic traffic) : ILineWriter
{
    private const int Targets = 6;

    private static readonly byte[][] Types = Samples.Utf8("http", "http", "https", "h2", "grpc");

    private readonly Dice _dice = traffic.Dice;
    private readonly LogText _text = traffic.Text;

    public void Write()
    {
        var isFunction = _dice.PerMille(30);
        traffic.AddField(isFunction ? "lambda"u8 : _dice.Mostly(Types));
        _text.AddTime(traffic.Now).End();
        _text.AddDecimal(_dice.Between(100_000, 90_000_000), 9).End();
        AddTarget(isFunction);
        traffic.AddField("edge-targets"u8);
        var chance = _dice.Below(1000);
        AddResult(
            isPassed: chance >= 40,
            status: chance < 20 ? "-"u8
                : chance < 40 ? "503"u8
                : "200"u8,
            reason: chance < 20 ? "TimedOut"u8
                : chance < 40 ? "ResponseCodeMismatch"u8
                : "-"u8
        );
        traffic.AddField("app/edge-lb/0123456789abcdef"u8);
        traffic.AddNode().End();
    }

    private void AddTarget(bool isFunction)
    {
        if (isFunction)
        {
            traffic.AddField("arn:aws:lambda:eu-west-1:111122223333:function:orders"u8);
        }
        else if (_dice.PerMille(50))
        {
            _text.Add("2001:db8:20::"u8).AddHex((ulong)_dice.Between(16, 255), 2).Add(":8443"u8).End();
        }
        else
        {
            traffic.AddTarget(_dice.Below(Targets)).End();
        }
    }

    private void AddResult(bool isPassed, ReadOnlySpan<byte> status, ReadOnlySpan<byte> reason)
    {
        traffic.AddField(isPassed ? "PASS"u8 : "FAIL"u8);
        traffic.AddField(status);
        traffic.AddField(reason);
    }
}
