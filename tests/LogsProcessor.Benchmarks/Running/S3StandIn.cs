using System.Globalization;
using LogsProcessor.Testing;

namespace LogsProcessor.Benchmarks.Running;

/// <summary>
/// An S3 as a process of its own, for programs to be measured against: a bucket <c>source</c> full of objects, and an empty <c>target</c>.
/// It checks no signature. Its address is the first line of its standard output; it ends with its standard input.
/// </summary>
internal static class S3StandIn
{
    internal const string Verb = "s3-stand-in";

    private const int ArgumentCount = 5;

    /// <summary>Runs until standard input ends.</summary>
    /// <param name="args">The verb, the delay of each answer in milliseconds, the number of objects, that of prefixes, the size of an object in bytes.</param>
    /// <exception cref="BenchmarkException">They are not numbers.</exception>
    internal static async Task RunAsync(IReadOnlyList<string> args)
    {
        var numbers = args.Skip(1)
            .Select(arg => int.TryParse(arg, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .ToArray();
        if (args.Count != ArgumentCount || numbers.Any(number => number < 0) || numbers[2] == 0)
        {
            throw new BenchmarkException($"usage: {Verb} DELAY_MS OBJECTS PREFIXES BYTES");
        }

        await using var storage = await FakeS3.StartAsync();
        storage.IsRecording = false;
        storage.Delay = TimeSpan.FromMilliseconds(numbers[0]);
        var content = new byte[numbers[3]];
        var item = new FakeS3Object(content, FakeS3Object.ETagOf(content), "version-0");
        storage.PutMany("source", Keys(numbers[1], numbers[2]), item);
        storage.CreateBucket("target");
        await Console.Out.WriteLineAsync(storage.Endpoint.ToString());
        await Console.In.ReadToEndAsync();
    }

    private static IEnumerable<string> Keys(int objects, int prefixes) =>
        Enumerable
            .Range(0, objects)
            .Select(index =>
                string.Create(CultureInfo.InvariantCulture, $"logs/p{index % prefixes:D6}/{index / prefixes:D6}.log")
            );
}
