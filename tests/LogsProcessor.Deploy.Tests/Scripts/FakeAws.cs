using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>A program in the AWS CLI's place, for answers that the emulator never gives: it says what was set, and notes what it was asked.</summary>
internal sealed class FakeAws : IDisposable
{
    private const string Program = """
        #!/usr/bin/env bash
        folder=$(dirname "${BASH_SOURCE[0]}")
        printf '%s\n' "$*" >>"$folder/asked"
        if [[ $1 == s3 && $2 == cp ]]; then
          cp "${@: -2:1}" "$folder/copied"
        fi
        if [[ -f $folder/$1.$2.fault ]]; then
          cat "$folder/$1.$2.fault" >&2
          exit 254
        fi
        if [[ -f $folder/$1.$2 ]]; then
          cat "$folder/$1.$2"
        fi
        """;

    private readonly TemporaryFolder _folder = new();

    internal FakeAws()
    {
        var program = _folder.File("aws");
        File.WriteAllText(program, Program + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(_folder.File("asked"), "");
        File.WriteAllText(_folder.File("package.zip"), "any bytes");
    }

    /// <summary>What it was asked, in order.</summary>
    internal IReadOnlyList<string> Asked => File.ReadAllLines(_folder.File("asked"));

    /// <summary>The lines of the file that was copied to S3 last.</summary>
    internal IReadOnlyList<string> Copied => File.ReadAllLines(_folder.File("copied"));

    /// <summary>Sets what it answers to an operation, as in <c>lambda.get-alias</c>; nothing to those that are not set.</summary>
    internal FakeAws Answers(string operation, string answer)
    {
        File.WriteAllText(_folder.File(operation), answer + "\n");
        return this;
    }

    /// <summary>Sets with what an operation fails.</summary>
    internal FakeAws Fails(string operation, string fault)
    {
        File.WriteAllText(_folder.File($"{operation}.fault"), fault + "\n");
        return this;
    }

    /// <summary>Deploys a stack without the smoke test.</summary>
    internal Task<ProcessResult> DeployAsync(params IEnumerable<string> arguments) =>
        RunAsync(
            "deploy.sh",
            [
                "--environment",
                "ci",
                "--stack",
                "orders-logs",
                "--code-bucket",
                "packages",
                "--no-smoke-test",
                "--package",
                _folder.File("package.zip"),
                .. DeployScriptTests.Variables,
                .. arguments,
            ]
        );

    /// <summary>Runs one of the project's scripts.</summary>
    internal Task<ProcessResult> RunAsync(string script, params IReadOnlyList<string> arguments) =>
        RunningProcess.RunAsync(
            new ProcessCommand("bash", [Repository.PathOf("deploy", script), .. arguments])
            {
                Environment = new Dictionary<string, string>
                {
                    ["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
                },
            },
            TimeSpan.FromMinutes(5)
        );

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
