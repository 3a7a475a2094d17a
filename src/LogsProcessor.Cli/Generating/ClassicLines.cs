namespace LogsProcessor.Cli.Generating;

/// <summary>Lines of a Classic load balancer: HTTP, HTTPS and TCP listeners.</summary>
internal sealed class ClassicLines(Traffic traffic) : ILineWriter
{
    private const int Targets = 4;

    private readonly Dice _dice = traffic.Dice;
    private readonly LogText _text = traffic.Text;

    public void Write()
    {
        _text.AddTime(traffic.Now).End();
        traffic.AddField("edge-classic"u8);
        traffic.AddClient();
        traffic.AddClientPort().End();
        if (_dice.PerMille(30))
        {
            WriteTcp();
        }
        else if (_dice.PerMille(8))
        {
            WriteUnanswered();
        }
        else
        {
            WriteAnswered();
        }
    }

    private void WriteTcp()
    {
        traffic.AddTarget(_dice.Below(Targets)).End();
        AddTimes(_dice.Between(300, 2_000), _dice.Between(20, 90), _dice.Between(20, 90));
        traffic.AddField("-"u8);
        traffic.AddField("-"u8);
        AddBytes(_dice.Below(4_000), _dice.Below(90_000));
        traffic.AddQuoted("- - - "u8);
        traffic.AddQuoted("-"u8);
        AddTls(isTls: _dice.PerMille(500));
    }

    /// <summary>No instance took the request: no backend, no times.</summary>
    private void WriteUnanswered()
    {
        traffic.AddField("-"u8);
        traffic.AddField("-1"u8);
        traffic.AddField("-1"u8);
        traffic.AddField("-1"u8);
        traffic.AddField(_dice.PerMille(500) ? "503"u8 : "504"u8);
        traffic.AddField("0"u8);
        AddBytes(0, 0);
        AddRequest();
    }

    private void WriteAnswered()
    {
        traffic.AddTarget(_dice.Below(Targets)).End();
        AddTimes(_dice.Between(20, 90), _dice.Between(500, 400_000), _dice.Between(20, 90));
        var status = _dice.Mostly(AlbLines.Statuses);
        traffic.AddField(status);
        traffic.AddField(status);
        AddBytes(_dice.PerMille(200) ? _dice.Below(20_000) : 0, _dice.Below(120_000));
        AddRequest();
    }

    private void AddRequest()
    {
        var isTls = _dice.PerMille(700);
        _text.Add("\""u8).Add(_dice.Mostly(Samples.Methods)).Add(isTls ? " https://"u8 : " http://"u8);
        _text.Add(_dice.Mostly(Samples.Hosts)).Add(isTls ? ":443"u8 : ":80"u8);
        traffic.AddPath();
        _text.Add(" HTTP/1.1\""u8).End();
        traffic.AddUserAgent("Mozilla/5.0 (\\\"quoted\\\") odd/1.0"u8);
        AddTls(isTls);
    }

    private void AddTimes(int request, int backend, int response)
    {
        _text.AddDecimal(request, 6).End();
        _text.AddDecimal(backend, 6).End();
        _text.AddDecimal(response, 6).End();
    }

    private void AddBytes(int received, int sent)
    {
        _text.Add(received).End();
        _text.Add(sent).End();
    }

    private void AddTls(bool isTls)
    {
        traffic.AddField(isTls ? "ECDHE-RSA-AES128-GCM-SHA256"u8 : "-"u8);
        traffic.AddField(isTls ? "TLSv1.2"u8 : "-"u8);
    }
}
