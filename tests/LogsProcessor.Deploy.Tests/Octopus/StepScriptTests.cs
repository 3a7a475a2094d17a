using System.Text.RegularExpressions;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Octopus;

/// <summary>The scripts that steps hold.</summary>
public sealed partial class StepScriptTests
{
    [Fact]
    public async Task Every_script_in_a_step_is_sound_and_calls_what_is_there()
    {
        var scripts = OctopusProject
            .Files.Values.SelectMany(it => it.Texts())
            .Where(it => it.StartsWith("set -euo pipefail", StringComparison.Ordinal))
            .ToList();
        using var folder = new TemporaryFolder();
        var files = scripts.Select((_, index) => folder.File($"{index}.sh")).ToList();
        foreach (var (script, file) in scripts.Zip(files))
        {
            await File.WriteAllTextAsync(file, $"#!/usr/bin/env bash\n{script}\n");
        }

        var result = await RunningProcess.RunAsync(new ProcessCommand("shellcheck", files), TimeSpan.FromMinutes(5));

        Assert.Equal(10, scripts.Count);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.All(
            scripts.SelectMany(it => ScriptCall().Matches(it)),
            it =>
            {
                var text = File.ReadAllText(Repository.PathOf("deploy", it.Groups[1].Value));
                Assert.All(
                    Option().Matches(it.Groups[2].Value),
                    option => Assert.Contains($"{option.Value})", text, StringComparison.Ordinal)
                );
            }
        );
    }

    [GeneratedRegex(@"bash deploy/(\w+\.sh)(.*)")]
    private static partial Regex ScriptCall();

    [GeneratedRegex(@"--[a-z-]+")]
    private static partial Regex Option();
}
