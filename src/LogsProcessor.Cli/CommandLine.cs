using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using LogsProcessor.Cli.Commands;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;

namespace LogsProcessor.Cli;

/// <summary>From arguments to a verb, and from how it ended to an exit code. Nothing else decides on exit codes of faults.</summary>
internal static class CommandLine
{
    /// <summary>Runs a verb.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken stop)
    {
        // Without response files: an argument that begins with @ is a name, or a line, like any other.
        var parsed = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return Refuse(terminal, parsed);
        }

        try
        {
            var output = new StringWriter();
            var code = await parsed.InvokeAsync(Configuration(output, terminal), stop);
            if (output.ToString() is { Length: > 0 } help)
            {
                terminal.Output.Write(Encoding.UTF8.GetBytes(help));
            }

            return code;
        }
        catch (Exception exception) when (exception is UsageException or SettingsException)
        {
            terminal.Complain(exception.Message);
            return ExitCode.Usage;
        }
        catch (OutputClosedException)
        {
            // Whoever reads has enough: that is how a pipe ends, not a fault.
            return ExitCode.Done;
        }
        catch (IOException exception)
        {
            terminal.Complain(exception.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    private static InvocationConfiguration Configuration(TextWriter output, Terminal terminal) =>
        new()
        {
            Output = output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are the program's own affair: what was read is delivered before it ends, however long that takes.
            ProcessTerminationTimeout = null,
        };

    private static int Refuse(Terminal terminal, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var verb = command is RootCommand ? "logsprocessor" : $"logsprocessor {command.Name}";
        var faults = string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.')));
        terminal.Complain($"{faults} (see '{verb} --help')");
        return ExitCode.Usage;
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Ships AWS load balancer logs to Logstash: every line parsed, sent, and confirmed.")
        {
            ShipCommand.Create(terminal),
            RedriveCommand.Create(terminal),
            CloneCommand.Create(terminal),
            SummaryCommand.Create(terminal),
            CheckCommand.Create(terminal),
            IntakeCommand.Create(terminal),
            ParseCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            ListenCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            BundleCommand.Create(terminal),
        };
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(RunIdentity.ProductVersion);
            return ExitCode.Done;
        }
    }
}
