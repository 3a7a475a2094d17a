using System.Numerics;

namespace LogsProcessor.Cli.Generating;

/// <summary>
/// Pseudo-random numbers that are the same for the same seed on every platform and in every release of .NET: xoshiro256**, seeded by
/// splitmix64 (Blackman and Vigna). Not for secrets. Not thread-safe.
/// </summary>
internal sealed class Dice
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Dice(ulong seed)
    {
        _a = SplitMix(ref seed);
        _b = SplitMix(ref seed);
        _c = SplitMix(ref seed);
        _d = SplitMix(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>From 0 up to, but not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((Bits() >> 32) * (ulong)bound) >> 32);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool PerMille(int chance) => Below(1000) < chance;

    /// <summary>One of them; those that come first more often.</summary>
    public T Mostly<T>(T[] choices) => choices[Math.Min(Below(choices.Length), Below(choices.Length))];

    /// <summary>One of them.</summary>
    public T OneOf<T>(T[] choices) => choices[Below(choices.Length)];

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
