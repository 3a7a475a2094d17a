using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>What the template promises, and neither the linter nor the emulator looks at.</summary>
public sealed class TemplateTests
{
    private const int MostInlineBytes = 51_200;

    [Fact]
    public void It_is_small_enough_to_be_given_inline() =>
        Assert.InRange(new FileInfo(Template.Path).Length, 1, MostInlineBytes);

    [Fact]
    public async Task The_linter_has_nothing_to_say_not_even_a_warning()
    {
        var result = await RunningProcess.RunAsync(
            new ProcessCommand("cfn-lint", "--regions", "eu-west-1", "us-east-1", "--", Template.Path),
            TimeSpan.FromMinutes(10)
        );

        Assert.True(result.ExitCode == 0 && result.Output.Length == 0, result.ToString());
    }

    [Fact]
    public void Every_parameter_is_in_a_group_and_none_is_twice()
    {
        var groups = Template.Json["Metadata"]!["AWS::CloudFormation::Interface"]!["ParameterGroups"]!.AsArray();
        var grouped = groups.SelectMany(it => it!["Parameters"]!.AsArray()).Select(it => it!.GetValue<string>());

        Assert.Equal(Template.Parameters.Order(), grouped.Order());
    }

    [Theory]
    [InlineData("60")]
    [InlineData("120")]
    [InlineData("300")]
    [InlineData("600")]
    [InlineData("900")]
    public void A_message_stays_hidden_six_times_as_long_as_a_run_may_take(string timeout)
    {
        var stack = Template.With(("TimeoutSeconds", timeout));
        var seconds = int.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(6 * seconds, stack.Properties("Queue")["VisibilityTimeout"]!.GetValue<long>());
        Assert.Equal(800 * seconds, stack.Properties("DurationAlarm")["Threshold"]!.GetValue<long>());
    }

    [Fact]
    public void Every_timeout_that_is_allowed_has_its_figures()
    {
        var allowed = Template.Json["Parameters"]!["TimeoutSeconds"]!["AllowedValues"]!.AsArray();

        Assert.Equal(
            allowed.Select(it => it!.ToString()),
            Template.Json["Mappings"]!["Timeouts"]!.AsObject().Select(it => it.Key)
        );
    }

    [Fact]
    public void Every_region_with_an_account_can_be_chosen()
    {
        var allowed = Template.Json["Parameters"]!["ElbAccountRegion"]!["AllowedValues"]!.AsArray();
        var accounts = Template.Json["Mappings"]!["ElbAccounts"]!.AsObject();

        Assert.Equal(allowed.Select(it => it!.ToString()), accounts.Select(it => it.Key));
        Assert.All(accounts, it => Assert.Matches("^[0-9]{12}$", it.Value!["Id"]!.ToString()));
    }

    [Theory]
    [InlineData("Queue", "QueuePolicy")]
    [InlineData("Direct", "InvokePermission")]
    public void The_bucket_waits_for_the_permission_to_notify(string trigger, string permission) =>
        Assert.Contains(permission, Template.With(("Trigger", trigger)).References("LogsBucket"));

    [Theory]
    [InlineData("Queue", "QueueConfigurations", "Queue", "Queue.Arn")]
    [InlineData("Direct", "LambdaConfigurations", "Function", "Alias")]
    public void The_bucket_notifies_of_logs_and_gzipped_logs_only(
        string trigger,
        string kind,
        string target,
        string expected
    )
    {
        var stack = Template.With(("Trigger", trigger), ("LogsPrefix", "api/"));
        var notifications = stack.Properties("LogsBucket")["NotificationConfiguration"]![kind]!.AsArray();

        Assert.Equal(
            [
                ("s3:ObjectCreated:*", expected, "api/AWSLogs/", ".log"),
                ("s3:ObjectCreated:*", expected, "api/AWSLogs/", ".gz"),
            ],
            notifications.Select(it =>
            {
                var rules = it!["Filter"]!["S3Key"]!["Rules"]!.AsArray();
                return (it["Event"]!.ToString(), it[target]!.ToString(), Value("prefix"), Value("suffix"));

                string Value(string name) =>
                    rules.Single(rule => rule!["Name"]!.ToString() == name)!["Value"]!.ToString();
            })
        );
    }

    [Fact]
    public void The_queue_starts_the_alias_and_is_told_which_messages_failed()
    {
        var source = Template.With().Properties("EventSource");

        Assert.Equal("Function.Arn:live", source["FunctionName"]!.ToString());
        Assert.Equal("ReportBatchItemFailures", source["FunctionResponseTypes"]!.AsArray().Single()!.ToString());
    }

    [Fact]
    public void The_handler_is_the_assembly_that_is_built() =>
        Assert.Equal(
            Path.GetFileNameWithoutExtension(Testing.Repository.Function),
            Template.With().Properties("Function")["Handler"]!.ToString()
        );

    [Fact]
    public void An_existing_bucket_is_left_to_its_owner()
    {
        var stack = Template.With(("CreateLogsBucket", "no"));

        Assert.DoesNotContain("LogsBucket", stack.Resources.Keys);
        Assert.DoesNotContain("LogsBucketPolicy", stack.Resources.Keys);
        Assert.Contains("QueuePolicy", stack.Resources.Keys);
    }

    [Theory]
    [InlineData("off", "")]
    [InlineData("secret", "{{resolve:secretsmanager:logstash:SecretString:key}}")]
    public void A_private_key_is_never_a_parameter_but_resolved_from_the_secret(string tls, string expected)
    {
        var stack =
            tls == "off"
                ? Template.With()
                : Template.With(("LogstashTls", "on"), ("TlsSecret", "logstash"), ("TlsSecretHolds", "ca,cert,key"));

        Assert.Equal(expected, stack.Properties("Function")["Environment"]!["Variables"]!["LOGSTASH_KEY"]!.ToString());
    }

    [Fact]
    public void A_certificate_authority_alone_comes_from_the_secret_without_a_client_certificate()
    {
        var stack = Template.With(("LogstashTls", "on"), ("TlsSecret", "logstash"));
        var variables = stack.Properties("Function")["Environment"]!["Variables"]!;

        Assert.Equal("{{resolve:secretsmanager:logstash:SecretString:ca}}", variables["LOGSTASH_CA"]!.ToString());
        Assert.Equal("", variables["LOGSTASH_CERT"]!.ToString());
    }

    [Fact]
    public void In_a_vpc_the_function_reaches_Logstash_and_S3_and_nothing_else()
    {
        var stack = Template.With(
            ("VpcId", "vpc-1a"),
            ("SubnetIds", "subnet-1a,subnet-2b"),
            ("LogstashPort", "6000"),
            ("LogstashCidr", "10.0.0.0/8"),
            ("S3PrefixList", "pl-1a")
        );
        var egress = stack.Properties("SecurityGroup")["SecurityGroupEgress"]!.AsArray();

        Assert.Equal(
            [("6000", "6000", "10.0.0.0/8"), ("443", "443", "pl-1a")],
            egress.Select(it =>
                (
                    it!["FromPort"]!.ToString(),
                    it["ToPort"]!.ToString(),
                    (it["CidrIp"] ?? it["DestinationPrefixListId"])!.ToString()
                )
            )
        );
        Assert.Equal(2, stack.Properties("Function")["VpcConfig"]!["SubnetIds"]!.AsArray().Count);
    }
}
