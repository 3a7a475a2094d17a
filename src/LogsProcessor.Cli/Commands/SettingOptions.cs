using System.CommandLine;
using LogsProcessor.Core.Settings;

namespace LogsProcessor.Cli.Commands;

/// <summary>The options of a verb that stand for settings. An option that is not given leaves it to the environment variable.</summary>
internal sealed class SettingOptions
{
    private readonly Dictionary<string, Option> _options = [];

    /// <summary>Adds an option for each setting to <paramref name="command"/>.</summary>
    public SettingOptions(Command command, params IEnumerable<Setting> settings)
    {
        foreach (var setting in settings)
        {
            var option = NewOption(setting);
            _options.Add(setting.Name, option);
            command.Add(option);
        }
    }

    /// <summary>A reader of the settings as the person at the terminal gave them; faults name the option, or the variable.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Gives the environment.</param>
    /// <param name="otherwise">Gives what holds for a setting that is in neither; or null for the setting's own default.</param>
    public SettingsReader Reader(ParseResult parsed, Terminal terminal, Func<string, string?>? otherwise = null) =>
        new(
            name => Given(parsed, name) ?? terminal.Variable(name) ?? otherwise?.Invoke(name),
            name => NameOf(parsed, terminal, name)
        );

    private static Option NewOption(Setting setting) =>
        setting.Value.Length == 0
            ? new Option<bool>(setting.Option) { Description = setting.Description }
            : new Option<string>(setting.Option) { Description = setting.Description, HelpName = setting.Value };

    private string? Given(ParseResult parsed, string name)
    {
        if (!_options.TryGetValue(name, out var option) || parsed.GetResult(option) is not { Implicit: false })
        {
            return null;
        }

        return option is Option<bool> flag
            ? parsed.GetValue(flag)
                ? "on"
                : "off"
            : parsed.GetValue((Option<string>)option);
    }

    private string NameOf(ParseResult parsed, Terminal terminal, string name)
    {
        var isOption = _options.TryGetValue(name, out var option);
        var isFromVariable = Given(parsed, name) is null && terminal.Variable(name) is not null;
        return isOption && !isFromVariable ? option!.Name : name;
    }
}
