namespace LogsProcessor.Cli.Generating;

/// <summary>Lines of an Application Load Balancer's connection log: plain, TLS, mutual TLS, and those that failed.</summary>
internal sealed class ConnectionLines(Traffic traffic) : ILineWriter
{
    private static readonly byte[][] Failures = Samples.Utf8(
        "Failed:UnmappedConnectionError",
        "Failed:ClientCertExpired",
        "Failed:ClientCertUntrusted"
    );

    private readonly Dice _dice = traffic.Dice;
    private readonly LogText _text = traffic.Text;

    public void Write()
    {
        var isPlain = _dice.PerMille(100);
        var isFailed = !isPlain && _dice.PerMille(20);
        _text.AddTime(traffic.Now).End();
        traffic.AddClient().End();
        _text.Add(_dice.Between(1024, 65535)).End();
        traffic.AddField(isPlain ? "80"u8 : "443"u8);
        if (isPlain)
        {
            AddNothing(fields: 3);
            AddNoCertificate();
            traffic.AddField("-"u8);
        }
        else
        {
            WriteTls(isFailed);
        }

        AddTraceId(isFailed);
        traffic.AddField(isPlain || isFailed ? "-"u8 : _dice.Mostly(Samples.KeyExchanges));
        traffic.AddField("app/edge-lb/0123456789abcdef"u8);
        traffic.AddNode().End();
    }

    private void WriteTls(bool isFailed)
    {
        var cipher = _dice.Mostly(Samples.Ciphers);
        traffic.AddField(cipher[3] == '_' ? "TLSv1.3"u8 : "TLSv1.2"u8);
        traffic.AddField(cipher);
        if (isFailed)
        {
            traffic.AddField("-"u8);
        }
        else
        {
            _text.AddDecimal(_dice.Between(1, 180), 3).End();
        }

        if (_dice.PerMille(400))
        {
            AddCertificate();
        }
        else
        {
            AddNoCertificate();
        }

        traffic.AddField(isFailed ? _dice.OneOf(Failures) : "Success"u8);
    }

    private void AddCertificate()
    {
        if (_dice.PerMille(20))
        {
            traffic.AddQuoted("CN=M\\xC3\\xBCller \\x22Ops\\x22,O=Example\\x5C, Ltd"u8);
        }
        else
        {
            _text.Add("\"CN=device-"u8).Add(_dice.Below(10_000)).Add(".example.net,O=Example Ltd,C=GB\""u8).End();
        }

        traffic.AddField("NotBefore=2025-09-21T22:43:21Z;NotAfter=2027-06-17T22:43:21Z"u8);
        _text.AddHex(_dice.Bits(), 16).End();
    }

    private void AddNoCertificate()
    {
        traffic.AddQuoted("-"u8);
        AddNothing(fields: 2);
    }

    private void AddNothing(int fields)
    {
        for (var field = 0; field < fields; field++)
        {
            traffic.AddField("-"u8);
        }
    }

    private void AddTraceId(bool isFailed)
    {
        if (isFailed)
        {
            traffic.AddField("-"u8);
            return;
        }

        _text.Add("TID_"u8).AddHex(_dice.Bits(), 16).AddHex(_dice.Bits(), 16).End();
    }
}
