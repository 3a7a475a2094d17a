using System.Text.Json;

namespace LogsProcessor.Intake.Tests.StandIn;

/// <summary>Evaluates an IAM policy of allowing statements as AWS documents it: wildcards, and the variables that stand for them.</summary>
internal static class PolicyEvaluator
{
    /// <summary>Whether a policy allows an action on a resource.</summary>
    internal static bool Allows(string policy, string action, string resource)
    {
        using var json = JsonDocument.Parse(policy);
        return json
            .RootElement.GetProperty("Statement")
            .EnumerateArray()
            .Any(statement =>
                statement.GetProperty("Effect").GetString() == "Allow"
                && Texts(statement.GetProperty("Action"))
                    .Any(it => Matches(it.ToLowerInvariant(), action.ToLowerInvariant()))
                && Texts(statement.GetProperty("Resource")).Any(it => Matches(it, resource))
            );
    }

    private static IEnumerable<string> Texts(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? json.EnumerateArray().Select(it => it.GetString()!)
            : [json.GetString()!];

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.Length == 0)
        {
            return text.Length == 0;
        }

        if (pattern.Length >= 4 && pattern[0] == '$' && pattern[1] == '{' && pattern[3] == '}')
        {
            return text.Length > 0 && text[0] == pattern[2] && Matches(pattern[4..], text[1..]);
        }

        if (pattern[0] == '*')
        {
            return Matches(pattern[1..], text) || (text.Length > 0 && Matches(pattern, text[1..]));
        }

        return text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Matches(pattern[1..], text[1..]);
    }
}
