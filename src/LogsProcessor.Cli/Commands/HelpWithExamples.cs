using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LogsProcessor.Cli.Commands;

/// <summary>The usual help, and a verb's examples behind it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Help may be asked for on a command line that is not right otherwise.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
            {
                output.WriteLine($"  {example}");
            }
        }

        return ExitCode.Done;
    }
}
