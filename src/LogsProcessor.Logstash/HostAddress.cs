using System.Globalization;

namespace LogsProcessor.Logstash;

/// <summary>A receiver: host name or address, and port.</summary>
/// <param name="Host">The name or address, IPv6 without brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record HostAddress(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c> or <c>[v6]:port</c>; null if it is neither.</summary>
    public static HostAddress? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        if (
            colon < 1
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535
        )
        {
            return null;
        }

        var host = text[..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        host = isBracketed ? host[1..^1] : host;
        return isBracketed == host.Contains(':', StringComparison.Ordinal) && !host.Any(char.IsWhiteSpace)
            ? new HostAddress(host, port)
            : null;
    }

    /// <summary><c>host:port</c>.</summary>
    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
