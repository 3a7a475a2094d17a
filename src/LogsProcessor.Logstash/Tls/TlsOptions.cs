using LogsProcessor.Core.Settings;

namespace LogsProcessor.Logstash.Tls;

/// <summary>TLS to the receiver: whom to trust, and as whom to come.</summary>
public sealed record TlsOptions
{
    /// <summary>Certificates to trust; null for those the system trusts.</summary>
    public PemSource? Authority { get; init; }

    /// <summary>The client's certificate, with those that issued it; null to come without.</summary>
    public PemSource? Certificate { get; init; }

    /// <summary>The client certificate's private key.</summary>
    public PemSource? Key { get; init; }

    /// <summary>The name that the receiver's certificate must be for; null for the host's.</summary>
    public string? ServerName { get; init; }

    internal static TlsOptions? Read(SettingsReader settings)
    {
        var isOn = settings.OnOff("LOGSTASH_TLS", fallback: false);
        var options = new TlsOptions
        {
            Authority = ReadSource(settings, "LOGSTASH_CA_FILE", "LOGSTASH_CA"),
            Certificate = ReadSource(settings, "LOGSTASH_CERT_FILE", "LOGSTASH_CERT"),
            Key = ReadSource(settings, "LOGSTASH_KEY_FILE", "LOGSTASH_KEY"),
            ServerName = settings.Optional("LOGSTASH_SERVER_NAME"),
        };
        if (!isOn)
        {
            return null;
        }

        if (options.Certificate is not null && options.Key is null)
        {
            settings.Fault("LOGSTASH_KEY_FILE", "a client certificate needs its private key, as a PEM file");
        }
        else if (options.Key is not null && options.Certificate is null)
        {
            settings.Fault("LOGSTASH_CERT_FILE", "a client key needs its certificate, as a PEM file");
        }
        else
        {
            TlsCredentials.Check(options, settings);
        }

        return options;
    }

    private static PemSource? ReadSource(SettingsReader settings, string fileSetting, string textSetting)
    {
        if (settings.Optional(fileSetting) is { } path)
        {
            if (!File.Exists(path))
            {
                settings.Fault(fileSetting, "there is no such file");
                return null;
            }

            return new PemSource(fileSetting, path, null);
        }

        return settings.Optional(textSetting) is { } text ? new PemSource(textSetting, null, text) : null;
    }
}

/// <summary>Where PEM text comes from: a file, read again when it changes, or a setting.</summary>
/// <param name="Setting">The setting that named it.</param>
/// <param name="Path">The file, or null.</param>
/// <param name="Text">The text itself, or null. It may be a private key: it is never shown.</param>
public sealed record PemSource(string Setting, string? Path, string? Text)
{
    internal string Read() => Path is null ? Text! : File.ReadAllText(Path);

    internal DateTime ChangedAt => Path is null ? default : File.GetLastWriteTimeUtc(Path);

    /// <summary>The setting and the file, never the text.</summary>
    public override string ToString() => Path is null ? Setting : $"{Setting} ({Path})";
}
