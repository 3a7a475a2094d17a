namespace LogsProcessor.Cli.Generating;

/// <summary>What the formats' lines have in common: the passing of time, addresses, requests, user agents.</summary>
/// <param name="dice">The chances.</param>
/// <param name="text">Takes the lines.</param>
internal sealed class Traffic(Dice dice, LogText text)
{
    /// <summary>2026-03-04T05:00:00Z in microseconds.</summary>
    private const long Start = 1_772_600_400_000_000;

    private const int MostMicrosBetweenLines = 8_000;

    /// <summary>The time, in microseconds since 1970.</summary>
    public long Now { get; private set; } = Start;

    public Dice Dice => dice;

    public LogText Text => text;

    /// <summary>Lets some time pass.</summary>
    public void Pass() => Now += dice.Below(MostMicrosBetweenLines);

    /// <summary>A client's address, as logs write it: IPv6 without brackets.</summary>
    public LogText AddClient()
    {
        if (dice.PerMille(80))
        {
            text.Add("2001:db8:"u8).AddHex(dice.Bits(), 4).Add("::"u8);
            return text.AddHex(dice.Bits() | 1, 4).Add(":"u8).AddHex(dice.Bits() | 1, 4);
        }

        return text.Add(dice.PerMille(500) ? "198.51.100."u8 : "203.0.113."u8).Add(dice.Between(1, 254));
    }

    /// <summary>A colon and a port that a client chose.</summary>
    public LogText AddClientPort() => text.Add(":"u8).Add(dice.Between(1024, 65535));

    /// <summary>The address of a target.</summary>
    public LogText AddTarget(int target) => text.Add("10.20.30."u8).Add(10 + target).Add(":8080"u8);

    /// <summary>The address of a load balancer's node.</summary>
    public LogText AddNode() => text.Add("10.20.0."u8).Add(dice.Between(4, 9));

    /// <summary>A field, and its end.</summary>
    public LogText AddField(ReadOnlySpan<byte> value) => text.Add(value).End();

    /// <summary>A quoted field, and its end.</summary>
    public LogText AddQuoted(ReadOnlySpan<byte> value) => text.Add("\""u8).Add(value).Add("\""u8).End();

    /// <summary>The path of a request, and its query.</summary>
    public void AddPath()
    {
        if (dice.PerMille(5))
        {
            text.Add(dice.OneOf(Samples.OddPaths));
            return;
        }

        var path = dice.Mostly(Samples.Paths);
        text.Add(path);
        if (path.Length > 1)
        {
            text.Add(dice.Below(100_000));
        }
    }

    /// <summary>A quoted user agent, and its end.</summary>
    /// <param name="odd">One with the escapes of the format.</param>
    public void AddUserAgent(ReadOnlySpan<byte> odd)
    {
        var chance = dice.Below(1000);
        text.Add("\""u8);
        if (chance < 5)
        {
            text.Add(odd);
        }
        else if (chance < 6)
        {
            text.Add(Samples.LongUserAgent.AsSpan(0, dice.Between(1024, Samples.MostUserAgentBytes)));
        }
        else
        {
            text.Add(dice.Mostly(Samples.UserAgents));
        }

        text.Add("\""u8).End();
    }
}
