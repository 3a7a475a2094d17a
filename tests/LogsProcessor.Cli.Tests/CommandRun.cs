using System.Text;

namespace LogsProcessor.Cli.Tests;

/// <summary>A command line run in the test's own process, and what came of it.</summary>
internal sealed class CommandRun
{
    private CommandRun(int code, string output, string error)
    {
        Code = code;
        Output = output;
        Error = error;
    }

    public int Code { get; }

    public string Output { get; }

    public string Error { get; }

    /// <summary>Runs a command line with an environment and a standard input of the test's own.</summary>
    public static async Task<CommandRun> OfAsync(
        string[] args,
        Stream? input = null,
        Dictionary<string, string>? variables = null,
        CancellationToken stop = default
    )
    {
        using var output = new MemoryStream();
        return await OfAsync(output, args, input, variables, stop);
    }

    /// <summary>Runs a command line whose standard output nobody reads any more.</summary>
    public static async Task<CommandRun> OfClosedAsync(params string[] args)
    {
        using var output = new ClosedOutput();
        return await OfAsync(output, args, input: null, variables: null, stop: default);
    }

    /// <summary>Runs a command line.</summary>
    public static Task<CommandRun> OfAsync(params string[] args) => OfAsync(args, input: null);

    private static async Task<CommandRun> OfAsync(
        MemoryStream output,
        string[] args,
        Stream? input,
        Dictionary<string, string>? variables,
        CancellationToken stop
    )
    {
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            Input = input ?? Stream.Null,
            Output = output,
            Error = error,
            Variable = name => variables?.GetValueOrDefault(name),
        };
        var code = await CommandLine.RunAsync(args, terminal, stop);
        return new CommandRun(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    private sealed class ClosedOutput : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) =>
            throw new OutputClosedException(new IOException("Broken pipe"));

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
