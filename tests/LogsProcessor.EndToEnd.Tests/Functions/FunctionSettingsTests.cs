namespace LogsProcessor.EndToEnd.Tests.Functions;

public sealed class FunctionSettingsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task All_wrong_settings_are_told_in_one_message_and_the_process_ends()
    {
        await using var function = await FunctionInstance.StartAsync(
            new Dictionary<string, string>
            {
                ["CONNECTION_LIMIT"] = "0",
                ["LAYOUT"] = "xml",
                ["LOGSTASH_TLS"] = "perhaps",
                ["AWS_REGION"] = "us-east-1",
            }
        );

        var error = await function.InitError;
        var result = await function.Process.WaitAsync(Patience);

        Assert.NotEqual(0, result.ExitCode);
        Assert.NotNull(error.ErrorType);
        var faults = new[]
        {
            "LOGSTASH_HOSTS",
            "CONNECTION_LIMIT",
            "1 to 500",
            "LAYOUT",
            "xml",
            "LOGSTASH_TLS",
            "perhaps",
        };
        Assert.All(faults, fault => Assert.Contains(fault, error.Body, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
    }
}
