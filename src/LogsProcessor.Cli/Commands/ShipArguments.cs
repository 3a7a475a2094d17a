using System.CommandLine;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Cli.Selecting;
using LogsProcessor.Cli.Shipping;
using LogsProcessor.Core;
using LogsProcessor.Core.Json;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;
using LogsProcessor.Logstash;

namespace LogsProcessor.Cli.Commands;

/// <summary>The options that <c>ship</c> and <c>redrive</c> have in common.</summary>
internal sealed class ShipArguments
{
    private const string Hosts = "LOGSTASH_HOSTS";

    /// <summary>Stands for the embedded receiver until it has a port.</summary>
    private const string AnyHost = "127.0.0.1:1";

    private const string DefaultOut = "shipped.ndjson";

    private readonly Option<string> _keptIn = new("--out")
    {
        Description =
            $"Without --logstash: the file that keeps what was received, with --resume also before (default: {DefaultOut})",
        HelpName = "FILE",
    };
    private readonly SettingOptions _settings;

    /// <summary>Adds the options to <paramref name="verb"/>.</summary>
    public ShipArguments(Verb verb)
    {
        verb.Add(_keptIn);
        _settings = new SettingOptions(
            verb,
            [
                .. Setting.OfReplay,
                .. Setting.OfDelivery,
                .. Setting.OfDocuments,
                .. Setting.OfEvents,
                .. Setting.OfStorage,
            ]
        );
    }

    /// <summary>The options as the person at the terminal gave them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Gives the environment.</param>
    /// <param name="isStored">Whether objects are in S3.</param>
    /// <exception cref="SettingsException">Some are wrong; the message names all of them.</exception>
    public ShipOptions Read(ParseResult parsed, Terminal terminal, bool isStored)
    {
        var isEmbedded = _settings.Reader(parsed, terminal).Optional(Hosts) is null;
        var settings = _settings.Reader(parsed, terminal, name => isEmbedded && name == Hosts ? AnyHost : null);
        var keptIn = parsed.GetValue(_keptIn);
        var options = Read(settings, terminal.Clock.GetUtcNow(), isStored) with
        {
            EmbeddedOut = isEmbedded ? keptIn ?? DefaultOut : null,
        };
        if (isEmbedded && options.Delivery.Tls is not null)
        {
            settings.Fault("LOGSTASH_TLS", "only with --logstash, for the receiver of its own speaks no TLS");
        }

        settings.ThrowIfFaulty();
        return isEmbedded || keptIn is null
            ? options
            : throw new UsageException(
                $"--out is '{keptIn}': only without --logstash, for it names what a receiver of its own has received"
            );
    }

    private static ShipOptions Read(SettingsReader settings, DateTimeOffset now, bool isStored)
    {
        var documents = DocumentOptions.Read(settings);
        var identity = new RunIdentity
        {
            Environment = documents.Environment,
            Application = documents.Application,
            Component = documents.Component,
        };
        var pipeline = new PipelineOptions { Documents = new DocumentPlans(documents) };
        return new ShipOptions
        {
            Delivery = LogstashOptions.Read(settings),
            Storage = isStored ? S3Options.Read(settings) : null,
            Pipeline = pipeline with
            {
                ParallelObjects = settings.Number("--parallel", pipeline.ParallelObjects, 1, 64),
            },
            Identity = identity with
            {
                MetricsNamespace = settings.Text("METRICS_NAMESPACE", identity.MetricsNamespace),
            },
            Range = ReadRange(settings, now),
            StateFile = settings.Optional("--resume"),
            IsDryRun = settings.OnOff("--dry-run", fallback: false),
        };
    }

    /// <summary>Reads <c>--since</c> and <c>--until</c>; faults go to <paramref name="settings"/>.</summary>
    internal static DateRange ReadRange(SettingsReader settings, DateTimeOffset now)
    {
        var range = new DateRange(TimeText.Read(settings, "--since", now), TimeText.Read(settings, "--until", now));
        if (range.Since >= range.Until)
        {
            settings.Fault("--until", "a time after that of --since is allowed; it is the first that is not wanted");
        }

        return range;
    }
}
