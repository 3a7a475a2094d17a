using System.CommandLine;

namespace LogsProcessor.Cli.Commands;

/// <summary>Arguments as all verbs take them: an unknown option is a fault, not a value.</summary>
internal static class Arguments
{
    /// <summary>One text, which may be left out if there is a <paramref name="fallback"/>.</summary>
    public static Argument<string> One(string name, string description, string? fallback = null)
    {
        var argument = new Argument<string>(name) { Description = description, HelpName = name };
        if (fallback is not null)
        {
            argument.DefaultValueFactory = _ => fallback;
        }

        return Checked(argument);
    }

    /// <summary>One text or more.</summary>
    public static Argument<string[]> Several(string name, string description) =>
        Checked(
            new Argument<string[]>(name)
            {
                Description = description,
                HelpName = name,
                Arity = ArgumentArity.OneOrMore,
            }
        );

    private static T Checked<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value is ['-', _, ..]))
            {
                result.AddError($"'{token.Value}' is not an option");
            }
        });
        return argument;
    }
}
