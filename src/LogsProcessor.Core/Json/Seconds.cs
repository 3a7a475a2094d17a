namespace LogsProcessor.Core.Json;

/// <summary>Seconds as the logs write them.</summary>
internal static class Seconds
{
    private const int MostDigits = 15;

    /// <summary>A valid number of seconds, not negative, as whole milliseconds, half rounded up.</summary>
    /// <returns>False for thirty-two million years and more, which might not fit in 64 bits.</returns>
    internal static bool TryToMilliseconds(ReadOnlySpan<byte> seconds, out long milliseconds)
    {
        var point = seconds.IndexOf((byte)'.');
        var whole = (point < 0 ? seconds : seconds[..point]).TrimStart((byte)'0');
        var decimals = point < 0 ? default : seconds[(point + 1)..];
        milliseconds = 0;
        if (whole.Length > MostDigits)
        {
            return false;
        }

        foreach (var digit in whole)
        {
            milliseconds = (milliseconds * 10) + digit - '0';
        }

        for (var index = 0; index < 3; index++)
        {
            milliseconds = (milliseconds * 10) + (index < decimals.Length ? decimals[index] - '0' : 0);
        }

        milliseconds += decimals.Length > 3 && decimals[3] >= '5' ? 1 : 0;
        return true;
    }
}
