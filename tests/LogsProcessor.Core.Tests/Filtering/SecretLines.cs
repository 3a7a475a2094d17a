using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LogsProcessor.Core.Tests.Filtering;

/// <summary>
/// Lines that hold secrets in every spelling and place, damaged or not, and the check that none of them is in a text. Damage spares the
/// secrets themselves, with their names: one that is no longer named is no secret any more.
/// </summary>
internal sealed partial class SecretLines(Random random)
{
    /// <summary>Every piece of a secret value holds this.</summary>
    private const string Marker = "qZ7k";

    private const char Begin = '\u0001';
    private const char End = '\u0002';

    private static readonly string[] Clients = ["203.0.113.77", "2001:db8:7:8:9:a:b:77"];

    /// <summary>A line of the format, which is a record.</summary>
    internal string NextLine(string format) => WithoutMarks(Next(format));

    /// <summary>A line of the format with some letters put in, taken out or replaced, or its end cut off.</summary>
    internal string NextDamagedLine(string format)
    {
        var line = Next(format);
        for (var count = random.Next(1, 6); count > 0 && line.Length > 0; count--)
        {
            var position = random.Next(line.Length);
            if (line[..(position + 1)].LastIndexOf(Begin) > line[..position].LastIndexOf(End))
            {
                continue;
            }

            var letter = Pick("\"", "\\", " ", "%", ",", "\t", "]", "x", "\\\"", "\" ");
            line = random.Next(8) switch
            {
                0 => line[..position],
                < 4 => line.Insert(position, letter),
                _ when line[position] == End => line,
                < 6 => line.Remove(position, 1),
                _ => line.Remove(position, 1).Insert(position, letter),
            };
        }

        return WithoutMarks(line);
    }

    /// <summary>No secret is in the text, neither as it is nor decoded as often as can be.</summary>
    internal static void AssertNoneIn(string text)
    {
        var decoded = text;
        for (string before = ""; before != decoded; )
        {
            before = decoded;
            decoded = Encoded()
                .Replace(decoded, match => ((char)Convert.ToByte(match.Groups["hex"].Value, 16)).ToString());
        }

        foreach (var secret in new[] { Marker, Clients[0], Clients[1][8..] })
        {
            var found = decoded.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
            Assert.True(found < 0, found < 0 ? "" : $"{secret}: …{decoded[Math.Max(0, found - 300)..(found + 20)]}…");
        }
    }

    private string Next(string format)
    {
        var client = Pick(Clients);
        return format switch
        {
            "alb" => NextAlb(client),
            "clb" =>
                $"2026-03-04T05:06:07.123456Z web-lb{Mark($" {client}:2817 ")}10.0.0.1:80 0.001 0.002 0.003 {Status()} 200 0 29 "
                    + $"\"{Request()}\" \"{Agent(client)}\" - -{Extra()}",
            "alb_conn" =>
                $"2026-03-04T05:06:07.123456Z{Mark($" {client} ")}2817 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 0.004 "
                    + $"\"CN=x{Parameter(isQuoted: true)}\" NotBefore=2026-01-01T00:00:00Z;NotAfter=2027-01-01T00:00:00Z 01 Success "
                    + $"TID_01 X25519 app/x/1 192.0.2.10{Extra()}",
            "alb_hc" => "http 2026-03-04T05:06:07.123456Z 0.000563900 10.0.3.17:8080 "
                + $"tg{Parameter(isQuoted: false)} PASS 200 - app/x/1 192.0.2.10{Extra(isQuoted: false)}",
            _ => $"tls 2.0 2026-03-04T05:06:07 net/edge/1 1a2b{Mark($" {client}:2817 ")}10.0.0.2:443 1 2 3 4 - - - "
                + $"ECDHE-RSA-AES128-GCM-SHA256 tlsv12 - h{Parameter(isQuoted: false)} h2 h2 \"h2\" 2026-03-04T05:06:07"
                + Extra(isQuoted: false),
        };
    }

    private string NextAlb(string client)
    {
        // Marks are no white space: the client's field stands between two spaces of the line, which belong to it here.
        var line = new AlbLine
        {
            Client = "{client}",
            Status = Status(),
            Request = Request(),
            Agent = Agent(client),
            RedirectUrl = random.Next(2) == 0 ? "-" : $"https://h:443/{Parameter(isQuoted: true)}",
            TransformedUri = random.Next(2) == 0 ? "-" : $"/b{Parameter(isQuoted: true)}",
            Extra = Extra(),
        };
        return line.ToString().Replace(" {client} ", Mark($" {client}:2817 "), StringComparison.Ordinal);
    }

    private string Request() =>
        $"{Pick("GET", "POST", "-")} https://h:443/{Pick("", "health", "a%20b", "a b")}{Parameter(isQuoted: true)}"
        + Pick(" HTTP/1.1", " HTTP/2.0", " -", " ", "");

    private string Agent(string client) =>
        Pick(
            "curl/8.5.0",
            $"for{Mark($" {client})")}x",
            $"bot (+https://h/{Parameter(isQuoted: true)})",
            "Chrome/144.0.7559.96"
        );

    private string Extra(bool isQuoted = true) =>
        random.Next(3) > 0 ? ""
        : isQuoted ? $" \"x{Parameter(isQuoted: true)}\" y{Parameter(isQuoted: false)}"
        : $" x{Parameter(isQuoted: false)}";

    private string Status() => Pick("200", "302", "404", "503", "-");

    /// <summary>A parameter with all that makes it one, and what stands behind it.</summary>
    private string Parameter(bool isQuoted)
    {
        var delimiter = Pick("?", "?a=1&", "&", ";", "#", "%3F", "%253f", "&amp;", isQuoted ? @"\x26" : "&");
        var name = Pick("token", "sig", "user[token]", "token[0]");
        var equals = Pick("=", "=", "%3D", "%253d", isQuoted ? @"\x3D" : "=");
        string[] between = isQuoted
            ? ["", ";", " ", "%26", @"\x26", "%2526", "=", "?", @"\x22", @"\""", @"\\", ",", "'", "HTTP/1.1 "]
            : ["", ";", "%26", "%2526", "=", "?", ",", "'"];
        var pieces = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(between) + Spell(Marker, isQuoted));
        return Mark(delimiter + Spell(name, isQuoted) + equals + string.Concat(pieces)) + Pick("", "&y=2", "#top");
    }

    private string Spell(string text, bool isQuoted) =>
        string.Concat(
            text.Select(letter =>
                random.Next(12) switch
                {
                    0 => string.Create(CultureInfo.InvariantCulture, $"%{(int)letter:X2}"),
                    1 => string.Create(CultureInfo.InvariantCulture, $"%25{(int)letter:x2}"),
                    2 when isQuoted => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                    3 => char.ToUpperInvariant(letter).ToString(),
                    _ => letter.ToString(),
                }
            )
        );

    private static string Mark(string text) => Begin + text + End;

    private static string WithoutMarks(string line) =>
        new StringBuilder(line).Replace(Begin.ToString(), "").Replace(End.ToString(), "").ToString();

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    [GeneratedRegex(@"(%|\\+x)(?<hex>[0-9a-fA-F]{2})")]
    private static partial Regex Encoded();
}
