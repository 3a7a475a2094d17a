using System.Text.RegularExpressions;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>What AWS would refuse only while a stack is made, and the emulator never.</summary>
public sealed class RefusalTests
{
    /// <summary>What a first deployment made that failed goes: a bucket of that name would be in the next one's way.</summary>
    [Theory]
    [InlineData("LogsBucket")]
    [InlineData("FailureQueue")]
    [InlineData("LogGroup")]
    [InlineData("Version")]
    public void Data_stays_when_the_stack_goes_but_not_when_it_never_came(string resource)
    {
        var policies = Template.With().Resources[resource];

        Assert.Equal("RetainExceptOnCreate", policies["DeletionPolicy"]!.ToString());
        Assert.Equal("Retain", policies["UpdateReplacePolicy"]!.ToString());
    }

    [Fact]
    public void Each_deployment_publishes_a_version()
    {
        var first = Template.With(("DeploymentId", "first")).Properties("Version");
        var second = Template.With(("DeploymentId", "second")).Properties("Version");

        Assert.Equal("1.2.3 first", first["Description"]!.ToString());
        Assert.NotEqual(first["Description"]!.ToString(), second["Description"]!.ToString());
    }

    /// <summary>Lambda publishes none of a function that is as it was, and CloudFormation takes that for a failure.</summary>
    [Fact]
    public void Each_deployment_changes_the_function_whose_version_it_publishes()
    {
        var first = Template.With(("DeploymentId", "first"), ("MalformedPercent", "1")).Properties("Function");
        var second = Template.With(("DeploymentId", "second"), ("MalformedPercent", "2")).Properties("Function");
        var longest = Template.With(("DeploymentId", new string('d', 64))).Properties("Function");

        Assert.NotEqual(first["Description"]!.ToString(), second["Description"]!.ToString());
        Assert.InRange(longest["Description"]!.ToString().Length, 64, 256);
    }

    /// <summary>A log group refuses an alias, and a role's permission for one allows nothing.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1a2b", true)]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:alias/logs", false)]
    public void A_key_is_named_by_its_own_ARN(string arn, bool isAllowed)
    {
        var pattern = Template.Json["Parameters"]!["KmsKeyArn"]!["AllowedPattern"]!.ToString();

        Assert.Equal(isAllowed, Regex.IsMatch(arn, pattern));
    }
}
