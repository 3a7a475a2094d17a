using System.IO.Compression;
using System.Text.Json.Nodes;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Packages;

/// <summary>What deploy/build.sh makes.</summary>
public sealed class BuildTests(PackagesFixture packages) : IClassFixture<PackagesFixture>
{
    [Fact]
    public void The_same_commit_gives_the_same_bytes_wherever_it_is()
    {
        var names = NamesIn(packages.Here);

        Assert.NotEqual(packages.Here, packages.Elsewhere);
        Assert.Equal(4, names.Count);
        Assert.Equal(names, NamesIn(packages.Elsewhere));
        Assert.All(
            names,
            it =>
                Assert.Equal(
                    File.ReadAllBytes(Path.Combine(packages.Here.Path, it)),
                    File.ReadAllBytes(Path.Combine(packages.Elsewhere.Path, it))
                )
        );
    }

    [Fact]
    public void The_function_is_at_the_root_of_its_package_and_nothing_is_in_it_that_does_not_run()
    {
        using var package = ZipFile.OpenRead(packages.Here.Function);
        using var anywhere = ZipFile.OpenRead(packages.Anywhere.Function);
        var names = anywhere.Entries.Select(it => it.FullName).ToList();

        // Lambda's dotnet10 runs the handler "bootstrap" as a program if there is no assembly of that name.
        var program = Assert.Single(package.Entries);
        Assert.Equal("bootstrap", program.FullName);
        Assert.Equal(0x1ED, (program.ExternalAttributes >> 16) & 0x1FF);
        Assert.Contains("bootstrap.dll", names);
        Assert.Contains("bootstrap.runtimeconfig.json", names);
        Assert.All(names, it => Assert.Matches(@"^[^/]+\.(dll|json)$", it));
    }

    [Fact]
    public void The_version_is_the_one_of_the_source()
    {
        var version = typeof(Core.LogPipeline).Assembly.GetName().Version!.ToString(3);

        Assert.Equal($"LogsProcessor.{version}.zip", Path.GetFileName(packages.Here.Function));
        Assert.Equal($"LogsProcessor.Deploy.{version}.zip", Path.GetFileName(packages.Here.Deploy));
    }

    [Fact]
    public void The_deployment_package_holds_what_its_scripts_use()
    {
        using var package = ZipFile.OpenRead(packages.Here.Deploy);
        var names = package.Entries.Select(it => it.FullName).ToHashSet();
        var scripts = Directory
            .EnumerateFiles(Repository.PathOf("deploy"), "*", SearchOption.AllDirectories)
            .Select(it => Path.GetRelativePath(Repository.Root, it))
            .Where(it => !it.Contains("__pycache__", StringComparison.Ordinal));

        Assert.Equal(
            scripts.Append("cloudformation.yaml").Append("Directory.Build.props").Order(StringComparer.Ordinal),
            names.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_bill_of_materials_names_every_library_that_is_shipped_with_version_and_hash()
    {
        var materials = JsonNode.Parse(File.ReadAllText(packages.Anywhere.Materials))!;
        var native = JsonNode.Parse(File.ReadAllText(packages.Here.Materials))!["components"]!.AsArray();
        var components = materials["components"]!.AsArray();
        using var package = ZipFile.OpenRead(packages.Anywhere.Function);
        var shipped = package
            .Entries.Select(it => it.FullName)
            .Where(it =>
                it.EndsWith(".dll", StringComparison.Ordinal)
                && !it.StartsWith("LogsProcessor.", StringComparison.Ordinal)
                && it != "bootstrap.dll"
            )
            .Select(it => Path.GetFileNameWithoutExtension(it));

        Assert.Equal("CycloneDX", materials["bomFormat"]!.ToString());
        Assert.Equal(shipped.Order(), Required(components));
        // The native program has the runtime in it, too.
        Assert.Equal(
            "Microsoft.NETCore.App.Runtime.NativeAOT",
            Path.GetFileNameWithoutExtension(Assert.Single(Required(native).Except(Required(components))))
        );
        Assert.All(
            components.Concat(native),
            it =>
            {
                Assert.Equal($"pkg:nuget/{it!["name"]}@{it["version"]}", it["purl"]!.ToString());
                Assert.Matches("^[0-9a-f]{128}$", it["hashes"]!.AsArray().Single()!["content"]!.ToString());
            }
        );
    }

    [Fact]
    public async Task With_dry_run_nothing_is_built()
    {
        using var folder = new TemporaryFolder();
        var output = folder.File("packages");
        var command = new ProcessCommand(
            "bash",
            Repository.PathOf("deploy", "build.sh"),
            "--dry-run",
            "--architecture",
            "x86_64",
            "--output",
            output
        );

        var result = await RunningProcess.RunAsync(command, TimeSpan.FromMinutes(5));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("--runtime linux-x64", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    private static List<string> NamesIn(PackageFolder folder) =>
        [.. Directory.GetFiles(folder.Path).Select(it => Path.GetFileName(it)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Required(JsonArray components) =>
        components.Where(it => it!["scope"]!.ToString() == "required").Select(it => it!["name"]!.ToString()).Order();
}
