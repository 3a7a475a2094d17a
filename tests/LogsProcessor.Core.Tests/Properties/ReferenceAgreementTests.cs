using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Tests.Fakes;
using LogsProcessor.Core.Tests.Reference;
using Xunit.Abstractions;

namespace LogsProcessor.Core.Tests.Properties;

public sealed class ReferenceAgreementTests(ITestOutputHelper output)
{
    private const int LinesOfAnObject = 500;

    public static TheoryData<string> Formats => [.. ReferenceFormat.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Random_lines_give_the_documents_of_the_reference(string name)
    {
        var format = ReferenceFormat.Of(name);
        output.WriteLine($"LOGSPROCESSOR_FUZZ_SEED={FuzzSettings.Seed}, {FuzzSettings.Lines} lines of {name}");
        var random = new Random(FuzzSettings.Seed);
        var generator = new LineGenerator(format, random);
        for (var done = 0; done < FuzzSettings.Lines; done += LinesOfAnObject)
        {
            await ShipAsync(format, NextObject(generator, random));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Random_lines_with_random_damage_give_the_documents_of_the_reference(string name)
    {
        var format = ReferenceFormat.Of(name);
        output.WriteLine($"LOGSPROCESSOR_FUZZ_SEED={FuzzSettings.Seed}, {FuzzSettings.Lines} lines of {name}");
        var random = new Random(FuzzSettings.Seed);
        var generator = new LineGenerator(format, random);
        var mutator = new Mutator(random);
        for (var done = 0; done < FuzzSettings.Lines; done += LinesOfAnObject)
        {
            await ShipAsync(format, mutator.DamageLines(NextObject(generator, random)));
        }
    }

    private static byte[] NextObject(LineGenerator generator, Random random)
    {
        var lines = Enumerable
            .Range(0, LinesOfAnObject)
            .Select(_ => generator.Next() + (random.Next(50) == 0 ? "\r\n" : "\n"));
        var text = (random.Next(4) == 0 ? "\u00EF\u00BB\u00BF" : "") + string.Concat(lines);
        return ReferenceText.ToBytes(random.Next(2) == 0 ? text : text[..^1]);
    }

    private static async Task ShipAsync(ReferenceFormat format, byte[] content)
    {
        foreach (var layout in Agreement.LayoutsOf(format))
        {
            var options = Run.Configured with { Layout = layout, KeepOriginal = layout == Layout.Aws };
            var source = new MemoryObject(Keys.Of(format.Name), content) { IsInS3 = layout != Layout.Original };
            await Agreement.CheckAsync(source, content, format, options);
        }
    }
}
