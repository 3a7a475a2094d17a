using System.Text;

namespace LogsProcessor.Cli;

/// <summary>What a verb has to do with the world around the process: its three streams, its environment, its clock.</summary>
internal sealed record Terminal
{
    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output: documents, lines, tables, the summary. Nothing else is written to it.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error: everything that is for people alone.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The value of an environment variable, or null.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether a person reads standard output as it is written.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads standard error as it is written.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() =>
        new()
        {
            Input = Console.OpenStandardInput(),
            Output = StandardOutput.Open(),
            Error = Console.Error,
            Variable = Environment.GetEnvironmentVariable,
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
        };

    /// <summary>Tells the person at the terminal one thing.</summary>
    public void Tell(string message) => Error.WriteLine(message);

    /// <summary>Tells the person at the terminal what is wrong.</summary>
    public void Complain(string message) => Error.WriteLine($"logsprocessor: {message}");

    /// <summary>Tells the person at the terminal what is wrong with something, naming it once.</summary>
    public void Complain(string name, string message) =>
        Complain(Printable.Of(message.StartsWith(name, StringComparison.Ordinal) ? message : $"{name}: {message}"));

    /// <summary>
    /// Writes what became of a run to standard output, in one write: a line, or several that each end with a line feed. Where nobody reads
    /// it any more, the exit code still has to tell how the run went.
    /// </summary>
    public void Report(string text)
    {
        try
        {
            Output.Write(Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n"));
            Output.Flush();
        }
        catch (OutputClosedException)
        {
            // What follows is the exit code.
        }
    }
}
