namespace LogsProcessor.Testing.Processes;

/// <summary>A program to run.</summary>
/// <param name="File">Its name, or its full path.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record ProcessCommand(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// Variables set on top of the test's own environment, of which those that would change what AWS clients or the product do are
    /// taken away.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it reads on its standard input; null: nothing.</summary>
    public byte[]? Input { get; init; }

    /// <summary>The folder it runs in; null: the test's.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>A program of the product: native, or an assembly that the runtime runs.</summary>
    public static ProcessCommand Program(string path, params IReadOnlyList<string> arguments) =>
        path.EndsWith(".dll", StringComparison.Ordinal) ? new("dotnet", [path, .. arguments]) : new(path, arguments);

    /// <summary>The same, begun by a bash script, which has it as <c>"$@"</c>.</summary>
    public ProcessCommand Through(string script) =>
        this with
        {
            File = "bash",
            Arguments = ["-c", script, "bash", File, .. Arguments],
        };
}

/// <summary>What came of a run.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of its standard output, without empty ones.</summary>
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of its standard error, without empty ones.</summary>
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Code and output, for messages of failed assertions.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
