using System.CommandLine;

namespace LogsProcessor.Cli.Commands;

/// <summary>A verb of the command line, with examples for its help.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Command lines as a person types them.</param>
internal sealed class Verb(string name, string description, IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Command lines as a person types them.</summary>
    public IReadOnlyList<string> Examples => examples;
}
