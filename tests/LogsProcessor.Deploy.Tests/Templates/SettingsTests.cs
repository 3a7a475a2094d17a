using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Ship;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>The function's environment in the template is what its code reads.</summary>
public sealed class SettingsTests
{
    /// <summary>Set by Lambda itself.</summary>
    private static readonly HashSet<string> Lambdas =
    [
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_RUNTIME_API",
    ];

    /// <summary>For emulators: it would lead every service astray, where AWS_ENDPOINT_URL_S3 leads S3.</summary>
    private const string EveryEndpoint = "AWS_ENDPOINT_URL";

    /// <summary>Chooses the function, before any settings are read.</summary>
    private const string Function = "FUNCTION";

    [Fact]
    public void Every_setting_the_code_reads_can_be_reached_and_every_other_is_none()
    {
        var read = SettingsRead().Except(Lambdas).Except([EveryEndpoint]).Append(Function);
        var template = Template.With(("S3Endpoint", "https://vpce.example.net"));

        Assert.Equal(read.Order(), Variables(template).Keys.Order());
    }

    [Fact]
    public void The_defaults_of_the_template_are_accepted_by_the_code()
    {
        var variables = Variables(Template.With());
        variables["AWS_REGION"] = "eu-west-1";
        var settings = new SettingsReader(name => variables.GetValueOrDefault(name));

        var ship = ShipSettings.Read(settings);

        Assert.Empty(settings.Faults);
        Assert.Equal(
            ("orders", "balancer", "CI"),
            (ship.Identity.Application, ship.Identity.Component, ship.Identity.Environment)
        );
    }

    [Fact]
    public void The_defaults_of_the_template_are_those_of_the_code()
    {
        var variables = Variables(Template.With());
        var region = new Dictionary<string, string>
        {
            ["AWS_REGION"] = "eu-west-1",
            ["LOGSTASH_HOSTS"] = variables["LOGSTASH_HOSTS"],
        };
        variables["AWS_REGION"] = "eu-west-1";

        var deployed = ShipSettings.Read(new SettingsReader(variables.GetValueOrDefault));
        var bare = ShipSettings.Read(new SettingsReader(region.GetValueOrDefault));

        Assert.Equal(bare.DeadlineMargin, deployed.DeadlineMargin);
        Assert.Equal(bare.S3, deployed.S3);
        Assert.Equal(bare.Identity.MetricsNamespace, deployed.Identity.MetricsNamespace);
        Assert.Equal(bare.Logstash with { Hosts = [] }, deployed.Logstash with { Hosts = [] });
        Assert.Equal(
            (
                bare.Documents.Layout,
                bare.Documents.Format,
                bare.Documents.KeepOriginal,
                bare.Documents.Type,
                bare.Documents.SourceModule
            ),
            (
                deployed.Documents.Layout,
                deployed.Documents.Format,
                deployed.Documents.KeepOriginal,
                deployed.Documents.Type,
                deployed.Documents.SourceModule
            )
        );
    }

    [Fact]
    public void With_everything_set_the_names_and_values_leave_room_in_the_4_KB_of_an_environment() =>
        Assert.InRange(Variables(Template.With()).Sum(it => it.Key.Length + it.Value.Length), 1, 1_500);

    private static Dictionary<string, string> Variables(StackModel stack) =>
        stack.Properties("Function")["Environment"]!["Variables"]!
            .AsObject()
            .ToDictionary(it => it.Key, it => it.Value!.ToString());

    /// <summary>What the code asks for: with nothing set, and with what makes it ask for more.</summary>
    private static HashSet<string> SettingsRead()
    {
        var read = new HashSet<string>();
        foreach (
            var (setting, value) in new[]
            {
                ("", ""),
                ("LOGSTASH_TLS", "on"),
                ("ON_DONE", "move"),
                ("ON_FAIL", "quarantine"),
                ("CHECKPOINT_BUCKET", "b"),
            }
        )
        {
            ShipSettings.Read(
                new SettingsReader(name =>
                {
                    read.Add(name);
                    return name == setting ? value : null;
                })
            );
        }

        return read;
    }
}
