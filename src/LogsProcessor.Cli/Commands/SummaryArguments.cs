using System.CommandLine;
using LogsProcessor.Aws.Logs;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Cli.Commands;

/// <summary>The arguments that say where <c>summary</c> reads from, and how much of it is shown.</summary>
internal sealed class SummaryArguments
{
    private const string LogGroup = "--log-group";
    private const string Since = "--since";

    private static readonly TimeSpan DefaultAge = TimeSpan.FromHours(24);

    private readonly Argument<string> _file = Arguments.One(
        "FILE",
        "The log, gzip or not; - (default): standard input",
        fallback: "-"
    );
    private readonly SettingOptions _settings;

    /// <summary>Adds the arguments to <paramref name="verb"/>.</summary>
    public SummaryArguments(Verb verb)
    {
        verb.Add(_file);
        _settings = new SettingOptions(verb, Setting.OfReview);
    }

    /// <summary>Where to read from, and how many runs to show, as the person at the terminal said.</summary>
    /// <exception cref="SettingsException">Something is wrong; the message names all of it.</exception>
    public (SummarySource Source, int MostRuns) Read(ParseResult parsed, Terminal terminal)
    {
        var settings = _settings.Reader(parsed, terminal);
        var mostRuns = settings.Number("--runs", 20, 0, int.MaxValue);
        var source = settings.Optional(LogGroup) is { } name
            ? ReadLogGroup(name, parsed, settings, terminal.Clock)
            : ReadFile(parsed, settings, terminal);
        settings.ThrowIfFaulty();
        return (source, mostRuns);
    }

    private SummarySource ReadLogGroup(string name, ParseResult parsed, SettingsReader settings, TimeProvider clock)
    {
        if (parsed.GetResult(_file) is { Tokens.Count: > 0 })
        {
            settings.Fault(LogGroup, $"only without FILE is it allowed, which is '{parsed.GetRequiredValue(_file)}'");
        }

        var now = clock.GetUtcNow();
        var since = TimeText.Read(settings, Since, now) ?? now - DefaultAge;
        return SummarySource.OfLogGroup(name, since, LogGroupOptions.Read(settings), clock);
    }

    private SummarySource ReadFile(ParseResult parsed, SettingsReader settings, Terminal terminal)
    {
        if (settings.Optional(Since) is not null)
        {
            settings.Fault(Since, $"only with {LogGroup} is it allowed");
        }

        return SummarySource.OfFile(parsed.GetRequiredValue(_file), terminal);
    }
}
