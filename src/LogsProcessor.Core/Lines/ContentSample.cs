namespace LogsProcessor.Core.Lines;

/// <summary>Judges an object by its first bytes: text in one byte a character may be a log, everything else is refused by name.</summary>
internal static class ContentSample
{
    /// <summary>Fewer bytes are too few to call something binary by counting.</summary>
    private const int LeastForCounting = 512;

    /// <summary>Why the content cannot be log text, or null.</summary>
    internal static string? WhyNotText(ReadOnlySpan<byte> sample) =>
        Signature(sample) is { } what ? $"the object is {what}, not log text"
        : IsUtf16(sample) ? "the object is UTF-16 text; logs are ASCII or UTF-8"
        : IsBinary(sample) ? "the object is binary data, not log text"
        : null;

    private static string? Signature(ReadOnlySpan<byte> sample) =>
        sample switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "Zstandard data",
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..] => "bzip2 data",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "XZ data",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "a 7-Zip archive",
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "a Parquet file",
            [(byte)'O', (byte)'b', (byte)'j', 1, ..] => "an Avro file",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16 text",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG picture",
            [0xFF, 0xD8, 0xFF, ..] => "a JPEG picture",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
            [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "an executable",
            _ => null,
        };

    /// <summary>ASCII in UTF-16 has a NUL in every other byte.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < 16)
        {
            return false;
        }

        int evenNuls = 0,
            oddNuls = 0;
        for (var index = 0; index + 1 < sample.Length; index += 2)
        {
            evenNuls += sample[index] == 0 ? 1 : 0;
            oddNuls += sample[index + 1] == 0 ? 1 : 0;
        }

        var pairs = sample.Length / 2;
        return (evenNuls > pairs * 3 / 4 && oddNuls < pairs / 8) || (oddNuls > pairs * 3 / 4 && evenNuls < pairs / 8);
    }

    /// <summary>More than one byte in twelve is a control byte. Leading NULs are not counted: a log may begin with a run of them.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> sample)
    {
        sample = sample.TrimStart((byte)0);
        if (sample.Length < LeastForCounting)
        {
            return false;
        }

        var controls = 0;
        foreach (var value in sample)
        {
            controls += value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') ? 1 : 0;
        }

        return controls > sample.Length / 12;
    }
}
