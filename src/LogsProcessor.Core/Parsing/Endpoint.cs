namespace LogsProcessor.Core.Parsing;

/// <summary><c>address:port</c>. IPv6 addresses stand there without brackets, so the last colon is the one that separates.</summary>
internal static class Endpoint
{
    /// <summary>The address before the colon, without brackets.</summary>
    internal static TextPlace Address(ReadOnlySpan<byte> endpoint, int colon) =>
        endpoint[..colon] is [(byte)'[', .., (byte)']'] ? new TextPlace(1, colon - 2) : new TextPlace(0, colon);

    /// <summary>Whether a text that may also be something else, a Lambda function's ARN say, is an IP address and a port.</summary>
    internal static bool IsOne(ReadOnlySpan<byte> text, int colon) =>
        colon > 0 && Number.IsPort(text[(colon + 1)..]) && IpAddress.IsValid(Address(text, colon).Of(text));
}
