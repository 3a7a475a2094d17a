namespace LogsProcessor.Cli.Generating;

/// <summary>
/// Lines of an Application Load Balancer: requests that targets answered, and those that the load balancer answered itself: broken
/// ones, redirects, targets that did not answer.
/// </summary>
internal sealed partial class AlbLines(Traffic traffic) : ILineWriter
{
    /// <summary>Status codes, the usual ones first.</summary>
    internal static readonly byte[][] Statuses = Samples.Utf8(
        "200",
        "200",
        "200",
        "304",
        "302",
        "404",
        "201",
        "400",
        "500"
    );

    private const int Targets = 6;

    private static readonly Protocol[] Protocols =
    [
        new("https"u8.ToArray(), "https"u8.ToArray(), IsTls: true, IsHttp2: false),
        new("https"u8.ToArray(), "https"u8.ToArray(), IsTls: true, IsHttp2: false),
        new("h2"u8.ToArray(), "https"u8.ToArray(), IsTls: true, IsHttp2: true),
        new("h2"u8.ToArray(), "https"u8.ToArray(), IsTls: true, IsHttp2: true),
        new("http"u8.ToArray(), "http"u8.ToArray(), IsTls: false, IsHttp2: false),
        new("grpcs"u8.ToArray(), "https"u8.ToArray(), IsTls: true, IsHttp2: true),
        new("wss"u8.ToArray(), "wss"u8.ToArray(), IsTls: true, IsHttp2: false),
        new("ws"u8.ToArray(), "ws"u8.ToArray(), IsTls: false, IsHttp2: false),
    ];

    private readonly Dice _dice = traffic.Dice;
    private readonly LogText _text = traffic.Text;

    /// <summary>A type of listener traffic, and the URLs that it has.</summary>
    private sealed record Protocol(byte[] Type, byte[] Scheme, bool IsTls, bool IsHttp2);

    /// <summary>What a line says of how a request was answered; <c>-</c> where there is nothing to say.</summary>
    private readonly ref struct Answer
    {
        public required ReadOnlySpan<byte> Status { get; init; }

        public required ReadOnlySpan<byte> TargetStatus { get; init; }

        public required ReadOnlySpan<byte> Action { get; init; }

        public int Target { get; init; }

        public bool IsTimed { get; init; }
    }

    public void Write()
    {
        var chance = _dice.Below(1000);
        if (chance < 5)
        {
            WriteBroken();
        }
        else if (chance < 25)
        {
            Write(
                new Answer
                {
                    Status = "301"u8,
                    TargetStatus = "-"u8,
                    Action = "waf,redirect"u8,
                    Target = -1,
                    IsTimed = true,
                }
            );
        }
        else if (chance < 32)
        {
            var target = _dice.PerMille(500) ? -1 : _dice.Below(Targets);
            Write(
                new Answer
                {
                    Status = "502"u8,
                    TargetStatus = "-"u8,
                    Action = "forward"u8,
                    Target = target,
                }
            );
        }
        else if (chance < 40)
        {
            // A Lambda target has a status, and no address.
            Write(
                new Answer
                {
                    Status = "200"u8,
                    TargetStatus = "200"u8,
                    Action = "forward"u8,
                    Target = -1,
                    IsTimed = true,
                }
            );
        }
        else
        {
            var status = _dice.Mostly(Statuses);
            var action = _dice.PerMille(300) ? "waf,forward"u8 : "forward"u8;
            var target = _dice.Below(Targets);
            Write(
                new Answer
                {
                    Status = status,
                    TargetStatus = status,
                    Action = action,
                    Target = target,
                    IsTimed = true,
                }
            );
        }
    }

    private void Write(in Answer answer)
    {
        var protocol = _dice.Mostly(Protocols);
        var isTls = protocol.IsTls;
        var micros = _dice.Between(1_000, 250_000);
        AddHead(protocol.Type, micros);
        AddTarget(answer.Target).End();
        AddTimes(answer.IsTimed, micros / 1_000);
        traffic.AddField(answer.Status);
        traffic.AddField(answer.TargetStatus);
        _text.Add(_dice.Between(80, 3_000)).End();
        _text.Add(_dice.Between(200, 120_000)).End();
        var host = _dice.Mostly(Samples.Hosts);
        AddRequest(protocol, host);
        traffic.AddUserAgent("odd/1.0 (\\x22quoted\\x22; \\xE4\\xBD\\xA0\\xE5\\xA5\\xBD; C:\\x5Ctemp)"u8);
        AddTls(isTls);
        traffic.AddField("arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0a1b2c3d4e5f6071"u8);
        AddTraceId();
        traffic.AddQuoted(isTls ? host : "-"u8);
        traffic.AddQuoted(
            isTls ? "arn:aws:acm:eu-west-1:111122223333:certificate/0b1c2d3e-1111-2222-3333-444455556666"u8 : "-"u8
        );
        _text.Add(_dice.Below(20)).End();
        _text.AddTime(traffic.Now).End();
        traffic.AddQuoted(answer.Action);
        traffic.AddQuoted(answer.Action.EndsWith("redirect"u8) ? "https://shop.example.com:443/new?from=old"u8 : "-"u8);
        AddTail(answer.Target, answer.TargetStatus);
    }

    /// <summary>A request that is none: nobody can say what was wanted of whom.</summary>
    private void WriteBroken()
    {
        AddHead("http"u8, micros: 0);
        traffic.AddField("-"u8);
        AddTimes(isTimed: false, millis: 0);
        traffic.AddField("400"u8);
        traffic.AddField("-"u8);
        traffic.AddField("0"u8);
        traffic.AddField("272"u8);
        traffic.AddQuoted(_dice.PerMille(500) ? "- http://shop.example.com:80- -"u8 : "- - - "u8);
        traffic.AddQuoted("-"u8);
        AddTls(isTls: false);
        traffic.AddField("-"u8);
        traffic.AddQuoted("-"u8);
        traffic.AddQuoted("-"u8);
        traffic.AddQuoted("-"u8);
        traffic.AddField("-"u8);
        _text.AddTime(traffic.Now).End();
        traffic.AddQuoted("-"u8);
        traffic.AddQuoted("-"u8);
        AddTail(target: -1, status: "-"u8);
    }
}
