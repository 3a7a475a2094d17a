using System.Text;
using LogsProcessor.Core.Formats;
using LogsProcessor.Core.Parsing;
using LogsProcessor.Deploy.Tests.Templates;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>The smoke test ships lines that the function can read, whatever format it was told to expect.</summary>
public sealed class SmokeTestTests : IDisposable
{
    private readonly FakeAws _aws = new();

    public static TheoryData<string> Formats =>
        new(Template.Json["Parameters"]!["Format"]!["AllowedValues"]!.AsArray().Select(it => it!.ToString()));

    public void Dispose() => _aws.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Its_lines_are_of_this_minute_and_of_the_format(string format)
    {
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        _aws.Answers(
                "cloudformation.describe-stacks",
                $"AWS::StackId\tarn:aws:cloudformation:eu-west-1:111122223333:stack/s/1\nLogsBucketName\torders-logs\nFormat\t{format}"
            )
            .Answers("cloudformation.list-stack-resources", "LogGroup\torders")
            .Fails("logs.filter-log-events", "enough was seen");

        await _aws.RunAsync("deploy.sh", "--stack", "orders-logs", "--smoke-test");

        var parser = new LineParser(FormatTables.Find(format)?.Format ?? LogFormat.Unknown);
        Assert.Equal(10, _aws.Copied.Count);
        Assert.All(
            _aws.Copied,
            it => Assert.Equal(ParseOutcome.Parsed, parser.Parse(Encoding.UTF8.GetBytes(it), new LogRecord()))
        );
        Assert.All(_aws.Copied, it => Assert.InRange(TimeIn(it), before, before.AddMinutes(10)));
    }

    private static DateTimeOffset TimeIn(string line) =>
        line.Split(' ')
            .Where(it => it.StartsWith("20", StringComparison.Ordinal))
            .Select(it =>
                DateTimeOffset.TryParse(it, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
                    ? time
                    : default
            )
            .First(it => it != default);
}
