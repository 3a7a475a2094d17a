using System.Security.Cryptography;

namespace LogsProcessor.Intake.Keys;

/// <summary>Names that nobody has had before and nobody can guess, in the order of time: 48 bits of milliseconds, 80 of chance, in Crockford's Base32.</summary>
internal static class Ulid
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int TimeCharacters = 10;
    private const int ChanceCharacters = 16;

    internal static string New(DateTimeOffset now)
    {
        Span<char> text = stackalloc char[TimeCharacters + ChanceCharacters];
        var time = now.ToUnixTimeMilliseconds();
        for (var index = TimeCharacters - 1; index >= 0; index--)
        {
            text[index] = Digits[(int)(time & 31)];
            time >>= 5;
        }

        RandomNumberGenerator.GetItems<char>(Digits, text[TimeCharacters..]);
        return new string(text);
    }
}
