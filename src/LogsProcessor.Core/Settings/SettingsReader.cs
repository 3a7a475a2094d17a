using System.Globalization;

namespace LogsProcessor.Core.Settings;

/// <summary>
/// Reads settings by name and collects every fault, so that all of them are told at once. An unset or empty setting takes its default.
/// </summary>
/// <param name="read">Gives the text of a setting, or null.</param>
/// <param name="display">How the person who sets it knows it: the variable's name, or the option's.</param>
public sealed class SettingsReader(Func<string, string?> read, Func<string, string>? display = null)
{
    private readonly List<string> _faults = [];

    /// <summary>One line a fault: the setting, its value, what is allowed.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The text of a setting.</summary>
    public string Text(string name, string fallback) => Get(name) ?? fallback;

    /// <summary>The text of a setting that may be left out.</summary>
    public string? Optional(string name) => Get(name);

    /// <summary>The items of a list, separated by commas, without the blanks around them.</summary>
    public IReadOnlyList<string> List(string name) =>
        Get(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int fallback, int least, int most)
    {
        if (Get(name) is not { } text)
        {
            return fallback;
        }

        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
        )
        {
            return value;
        }

        Fault(name, $"a whole number from {least} to {most} is allowed");
        return fallback;
    }

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public bool OnOff(string name, bool fallback) => Choice(name, fallback, [("on", true), ("off", false)]);

    /// <summary>One of several words.</summary>
    public T Choice<T>(string name, T fallback, ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Get(name) is not { } text)
        {
            return fallback;
        }

        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }

            words.Add(word);
        }

        Fault(name, $"allowed: {string.Join(", ", words)}");
        return fallback;
    }

    /// <summary>Notes that a setting is wrong.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="allowed">What would be right.</param>
    public void Fault(string name, string allowed)
    {
        var shown = display?.Invoke(name) ?? name;
        _faults.Add(Get(name) is { } text ? $"{shown} is '{text}': {allowed}" : $"{shown} is not set: {allowed}");
    }

    /// <summary>Notes that a setting is wrong whose value must not be shown.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="allowed">What would be right.</param>
    public void SecretFault(string name, string allowed) =>
        _faults.Add($"{display?.Invoke(name) ?? name} cannot be used: {allowed}");

    /// <summary>Ends the reading.</summary>
    /// <exception cref="SettingsException">There were faults; its message names all of them.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new SettingsException(string.Join("; ", _faults));
        }
    }

    private string? Get(string name)
    {
        var text = read(name)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
