using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.Deploy.Tests.Stacks;

/// <summary>The emulator with what a deployment needs besides S3: stacks, functions, queues by their address, logs; and the scripts against it.</summary>
internal sealed partial class MotoCloud(MotoServer server) : IAsyncDisposable
{
    private const string Region = "us-east-1";

    private static readonly (string Alias, string Function)[] NamesOfAlias =
    [
        ("FunctionName: !Sub '${Function.Arn}:live'", "FunctionName: !Ref Function"),
        ("FunctionName: !Ref Alias", "FunctionName: !Ref Function"),
    ];

    private readonly MotoClient _client = new(server.Endpoint, Region);
    private readonly TemporaryFolder _folder = new();

    internal MotoServer Server => server;

    /// <summary>Where scripts reach Lambda, if not in the emulator.</summary>
    internal string? LambdaEndpoint { get; set; }

    /// <summary>The template as the emulator can take it: it makes no aliases, and fails where one is named that is not there.</summary>
    internal string TemplateFile
    {
        get
        {
            var file = _folder.File("template.yaml");
            var text = File.ReadAllText(Template.Path);
            foreach (var (alias, function) in NamesOfAlias)
            {
                Assert.Contains(alias, text, StringComparison.Ordinal);
                text = text.Replace(alias, function, StringComparison.Ordinal);
            }

            File.WriteAllText(file, text);
            return file;
        }
    }

    internal static async Task<MotoCloud> StartAsync() => new(await MotoServer.StartAsync());

    /// <summary>Creates or updates a stack.</summary>
    internal Task DeployAsync(string action, string stack, IReadOnlyDictionary<string, string> parameters) =>
        DeployAsync(action, stack, TemplateFile, parameters);

    /// <summary>Creates or updates a stack of another template.</summary>
    internal Task DeployAsync(
        string action,
        string stack,
        string template,
        IReadOnlyDictionary<string, string> parameters
    ) =>
        CloudFormationAsync([
            ("Action", action),
            ("StackName", stack),
            ("TemplateBody", File.ReadAllText(template)),
            ("Capabilities.member.1", "CAPABILITY_IAM"),
            .. parameters.SelectMany(
                (it, index) =>
                    new[]
                    {
                        ($"Parameters.member.{index + 1}.ParameterKey", it.Key),
                        ($"Parameters.member.{index + 1}.ParameterValue", it.Value),
                    }
            ),
        ]);

    internal Task DeleteStackAsync(string stack) =>
        CloudFormationAsync([("Action", "DeleteStack"), ("StackName", stack)]);

    /// <summary>The stacks there are, and how each is doing.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> StacksAsync() =>
        (await CloudFormationAsync([("Action", "DescribeStacks")]))
            .Descendants()
            .Where(it =>
                it.Name.LocalName == "member" && it.Elements().Any(child => child.Name.LocalName == "StackStatus")
            )
            .ToDictionary(it => Value(it, "StackName"), it => Value(it, "StackStatus"));

    /// <summary>The resources of a stack: what each is named by; without those that the emulator skips.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> ResourcesAsync(string stack) =>
        (await CloudFormationAsync([("Action", "ListStackResources"), ("StackName", stack)]))
            .Descendants()
            .Where(it => it.Name.LocalName == "member" && Value(it, "PhysicalResourceId").Length > 0)
            .ToDictionary(it => Value(it, "LogicalResourceId"), it => Value(it, "PhysicalResourceId"));

    /// <summary>Runs one of the project's scripts against the emulator.</summary>
    internal Task<ProcessResult> RunAsync(string script, params IReadOnlyList<string> arguments) =>
        RunningProcess.RunAsync(
            new ProcessCommand("bash", [Repository.PathOf("deploy", script), .. arguments])
            {
                Environment = new Dictionary<string, string>
                {
                    ["AWS_ENDPOINT_URL"] = server.Endpoint,
                    ["AWS_ENDPOINT_URL_LAMBDA"] = LambdaEndpoint ?? server.Endpoint,
                    ["AWS_ACCESS_KEY_ID"] = "test",
                    ["AWS_SECRET_ACCESS_KEY"] = "test",
                    ["AWS_REGION"] = Region,
                    ["AWS_DEFAULT_REGION"] = Region,
                    ["AWS_PAGER"] = "",
                    ["AWS_CONFIG_FILE"] = _folder.File("no-config"),
                    ["AWS_SHARED_CREDENTIALS_FILE"] = _folder.File("no-credentials"),
                },
            },
            TimeSpan.FromMinutes(10)
        );

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await server.DisposeAsync();
        _folder.Dispose();
    }

    private static string Value(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(it => it.Name.LocalName == name)?.Value ?? "";

    private static StringContent Json(object request) => new(JsonSerializer.Serialize(request), Encoding.UTF8);

    private async Task<XDocument> CloudFormationAsync(IEnumerable<(string Name, string Value)> request)
    {
        var form = request
            .Append(("Version", "2010-05-15"))
            .Select(it => $"{it.Item1}={Uri.EscapeDataString(it.Item2)}");
        var content = new StringContent(string.Join('&', form));
        return XDocument.Parse(
            await _client.SendAsync(
                "cloudformation",
                HttpMethod.Post,
                "/",
                content,
                "application/x-www-form-urlencoded"
            )
        );
    }
}
