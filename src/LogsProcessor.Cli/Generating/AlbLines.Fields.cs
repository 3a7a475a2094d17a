namespace LogsProcessor.Cli.Generating;

/// <summary>The groups of fields that lines are put together from.</summary>
internal sealed partial class AlbLines
{
    private void AddHead(ReadOnlySpan<byte> type, int micros)
    {
        traffic.AddField(type);
        _text.AddTime(traffic.Now + micros).End();
        traffic.AddField("app/edge-lb/0123456789abcdef"u8);
        traffic.AddClient();
        traffic.AddClientPort().End();
    }

    private LogText AddTarget(int target) => target < 0 ? _text.Add("-"u8) : traffic.AddTarget(target);

    private void AddTimes(bool isTimed, int millis)
    {
        if (isTimed)
        {
            _text.AddDecimal(_dice.Below(3), 3).End();
            _text.AddDecimal(millis, 3).End();
            _text.AddDecimal(0, 3).End();
            return;
        }

        traffic.AddField("-1"u8);
        traffic.AddField("-1"u8);
        traffic.AddField("-1"u8);
    }

    private void AddRequest(Protocol protocol, byte[] host)
    {
        _text.Add("\""u8).Add(_dice.Mostly(Samples.Methods)).Add(" "u8).Add(protocol.Scheme).Add("://"u8);
        _text.Add(host).Add(protocol.IsTls ? ":443"u8 : ":80"u8);
        traffic.AddPath();
        _text.Add(protocol.IsHttp2 ? " HTTP/2.0\""u8 : " HTTP/1.1\""u8).End();
    }

    private void AddTls(bool isTls)
    {
        var cipher = _dice.Mostly(Samples.Ciphers);
        traffic.AddField(isTls ? cipher : "-"u8);
        traffic.AddField(isTls ? (cipher[3] == '_' ? "TLSv1.3"u8 : "TLSv1.2"u8) : "-"u8);
    }

    private void AddTraceId()
    {
        _text.Add("\"Root=1-"u8).AddHex((ulong)(traffic.Now / 1_000_000), 8).Add("-"u8);
        _text.AddHex(_dice.Bits(), 16).AddHex(_dice.Bits(), 8).Add("\""u8).End();
    }

    private void AddTail(int target, ReadOnlySpan<byte> status)
    {
        traffic.AddQuoted("-"u8);
        _text.Add("\""u8);
        AddTarget(target).Add("\""u8).End();
        traffic.AddQuoted(status);
        var isAmbiguous = _dice.PerMille(4);
        traffic.AddQuoted(isAmbiguous ? "Ambiguous"u8 : "-"u8);
        traffic.AddQuoted(isAmbiguous ? "SpaceInUri"u8 : "-"u8);
        _text.Add("TID_"u8).AddHex(_dice.Bits(), 16).AddHex(_dice.Bits(), 16).End();
        var isTransformed = _dice.PerMille(10);
        traffic.AddQuoted(isTransformed ? "internal.example.net"u8 : "-"u8);
        traffic.AddQuoted(isTransformed ? "/rewritten?path=1"u8 : "-"u8);
        traffic.AddQuoted(isTransformed ? "TransformSuccess"u8 : "-"u8);
        traffic.AddNode().End();
    }
}
