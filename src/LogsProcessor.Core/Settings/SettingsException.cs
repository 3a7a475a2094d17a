namespace LogsProcessor.Core.Settings;

/// <summary>Settings that cannot be used. The message names each one, its value and what is allowed.</summary>
public sealed class SettingsException(string message) : Exception(message);
