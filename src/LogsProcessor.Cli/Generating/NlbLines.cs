namespace LogsProcessor.Cli.Generating;

/// <summary>Lines of a Network Load Balancer's TLS listeners. Their times have neither fraction nor <c>Z</c>.</summary>
/// <param name="traffic">What all lines have in common.</param>
/// <param name="hasVersion2">Whether the lines say version 2.0; the first generation said 1.0.</param>
internal sealed class NlbLines(Traffic traffic, bool hasVersion2) : ILineWriter
{
    private readonly Dice _dice = traffic.Dice;
    private readonly LogText _text = traffic.Text;

    public void Write()
    {
        var isFailed = _dice.PerMille(15);
        var millis = _dice.Between(20, 60_000);
        traffic.AddField("tls"u8);
        traffic.AddField(hasVersion2 ? "2.0"u8 : "1.0"u8);
        _text.AddSeconds(traffic.Now + (millis * 1_000L)).End();
        traffic.AddField("net/edge-nlb/0123456789abcdef"u8);
        traffic.AddField("fedcba9876543210"u8);
        traffic.AddClient();
        traffic.AddClientPort().End();
        traffic.AddNode().Add(":443"u8).End();
        _text.Add(millis).End();
        AddTraffic(isFailed);
        traffic.AddField("arn:aws:acm:eu-west-1:111122223333:certificate/0b1c2d3e-1111-2222-3333-444455556666"u8);
        traffic.AddField("-"u8);
        AddTls(isFailed);
        AddDomain();
        AddProtocols();
        _text.AddSeconds(traffic.Now).End();
    }

    private void AddTraffic(bool isFailed)
    {
        if (isFailed)
        {
            traffic.AddField("-"u8);
            traffic.AddField("0"u8);
            traffic.AddField("0"u8);
            traffic.AddField("48"u8);
            return;
        }

        _text.Add(_dice.Between(1, 400)).End();
        _text.Add(_dice.Below(20_000)).End();
        _text.Add(_dice.Below(2_000_000)).End();
        traffic.AddField("-"u8);
    }

    private void AddTls(bool isFailed)
    {
        var cipher = _dice.Mostly(Samples.Ciphers);
        var isNew = cipher[3] == '_';
        traffic.AddField(isFailed ? "-"u8 : cipher);
        traffic.AddField(
            isFailed ? "-"u8
            : isNew ? "tlsv13"u8
            : "tlsv12"u8
        );
        traffic.AddField(isFailed || !isNew ? "-"u8 : _dice.Mostly(Samples.KeyExchanges));
    }

    private void AddDomain()
    {
        var chance = _dice.Below(1000);
        traffic.AddField(
            chance < 50 ? "-"u8
            : chance < 55 ? "odd%20name.example.net"u8
            : _dice.Mostly(Samples.Hosts)
        );
    }

    private void AddProtocols()
    {
        var chance = _dice.Below(1000);
        var protocol =
            chance < 600 ? "-"u8
            : chance < 900 ? "h2"u8
            : "http/1.1"u8;
        traffic.AddField(protocol);
        traffic.AddField(protocol);
        traffic.AddField(
            chance < 600 ? "-"u8
            : chance < 605 ? "\"h2\",\"%2A%22odd\",\"http/1."u8
            : "\"h2\",\"http/1.1\""u8
        );
    }
}
