namespace LogsProcessor.Deploy.Tests.Scripts;

/// <summary>What deploy.sh makes of answers that AWS gives and the emulator does not.</summary>
public sealed class DeployFaultTests : IDisposable
{
    private readonly FakeAws _aws = new FakeAws()
        .Answers("cloudformation.describe-stacks", "UPDATE_COMPLETE")
        .Answers("cloudformation.describe-change-set", "CREATE_COMPLETE\tNone")
        .Answers(
            "cloudformation.list-stack-resources",
            "Function\torders-logs\nVersion\tarn:aws:lambda:eu-west-1:111122223333:function:orders-logs:3"
        )
        .Answers("lambda.get-alias", """["3",null]""");

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task A_change_set_that_is_refused_fails_the_deployment_with_its_reason()
    {
        _aws.Fails("cloudformation.create-change-set", "Parameter LogstashHosts failed to satisfy constraint");

        var result = await _aws.DeployAsync();

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("failed to satisfy constraint", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing changes", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(
            _aws.Asked,
            it =>
                it.Contains("execute-change-set", StringComparison.Ordinal)
                || it.StartsWith("s3api put", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_change_set_that_fails_is_deleted_and_tells_why()
    {
        _aws.Answers("cloudformation.describe-change-set", "FAILED\tTransform 1 is not allowed");

        var result = await _aws.DeployAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the change set failed: Transform 1 is not allowed", result.Error, StringComparison.Ordinal);
        Assert.Contains(_aws.Asked, it => it.Contains("delete-change-set", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "The submitted information didn't contain changes. Submit different information to create a change set."
    )]
    [InlineData("No updates are to be performed.")]
    public async Task An_empty_change_set_is_a_deployment_that_changes_nothing(string reason)
    {
        _aws.Answers("cloudformation.describe-change-set", $"FAILED\t{reason}");

        var result = await _aws.DeployAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("nothing changes", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_aws.Asked, it => it.Contains("execute-change-set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_set_that_an_interrupted_deployment_left_is_neither_in_the_way_nor_executed()
    {
        await _aws.DeployAsync();
        await _aws.DeployAsync();

        var executed = _aws
            .Asked.Where(it => it.Contains("execute-change-set", StringComparison.Ordinal))
            .Select(it => it.Split("--change-set-name ")[1]);
        Assert.Equal(2, executed.Distinct().Count());
    }

    [Theory]
    [InlineData("ROLLBACK_COMPLETE", "was never created: delete it")]
    [InlineData("UPDATE_IN_PROGRESS", "wait until it is done")]
    public async Task A_stack_that_cannot_be_deployed_is_said_to_be_so(string status, string advice)
    {
        _aws.Answers("cloudformation.describe-stacks", status);

        var result = await _aws.DeployAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(advice, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_aws.Asked, it => it.Contains("create-change-set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Expired_credentials_are_not_taken_for_a_stack_that_is_not_there()
    {
        _aws.Fails("cloudformation.describe-stacks", "An error occurred (ExpiredToken): the token has expired");

        var result = await _aws.DeployAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "the stack orders-logs cannot be read: An error occurred (ExpiredToken)",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(_aws.Asked, it => it.Contains("create-change-set", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""["2",null]""")]
    [InlineData("""["3",{"2":0.1}]""")]
    public async Task A_deployment_takes_back_where_the_alias_was_set_even_if_nothing_else_changes(string live)
    {
        _aws.Answers("cloudformation.describe-change-set", "FAILED\tNo updates are to be performed.")
            .Answers("lambda.get-alias", live);

        var result = await _aws.DeployAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(
            """lambda update-alias --function-name orders-logs --name live --function-version 3 --routing-config {"AdditionalVersionWeights":{}}""",
            Assert.Single(_aws.Asked, it => it.Contains("update-alias", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("""["3",null]""")]
    [InlineData("""["3",{}]""")]
    public async Task An_alias_that_is_where_it_should_be_is_left_alone(string live)
    {
        _aws.Answers("lambda.get-alias", live);

        var result = await _aws.DeployAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain(_aws.Asked, it => it.Contains("update-alias", StringComparison.Ordinal));
    }
}
