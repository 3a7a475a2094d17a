using System.Text.Json.Nodes;
using LogsProcessor.Clone.Jobs;
using LogsProcessor.Deploy.Tests.Templates;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Deploy.Tests.Companions;

/// <summary>What the companions' template promises, and neither the linter nor the emulator looks at.</summary>
public sealed class CompanionsTemplateTests
{
    private const int MostInlineBytes = 51_200;

    private static readonly string[] Queues = ["Bundle", "Plan", "Copy", "Check", "Move"];

    public static TheoryData<string> Combinations => new(StackCombination.Names);

    [Fact]
    public void It_is_small_enough_to_be_given_inline() =>
        Assert.InRange(new FileInfo(CompanionsTemplate.Path).Length, 1, MostInlineBytes);

    [Fact]
    public async Task The_linter_has_nothing_to_say_not_even_a_warning()
    {
        var result = await RunningProcess.RunAsync(
            new ProcessCommand("cfn-lint", "--regions", "eu-west-1", "us-east-1", "--", CompanionsTemplate.Path),
            TimeSpan.FromMinutes(10)
        );

        Assert.True(result.ExitCode == 0 && result.Output.Length == 0, result.ToString());
    }

    [Fact]
    public void Every_parameter_is_in_a_group_and_none_is_twice()
    {
        var groups = CompanionsTemplate.Json["Metadata"]!["AWS::CloudFormation::Interface"]!["ParameterGroups"]!;
        var grouped = groups.AsArray().SelectMany(it => it!["Parameters"]!.AsArray()).Select(it => it!.ToString());

        Assert.Equal(CompanionsTemplate.Parameters.Order(), grouped.Order());
    }

    [Fact]
    public void The_file_of_parameters_names_each_once_with_an_allowed_value_and_everything_off()
    {
        var given = ParameterFileTests.Read("companions");
        var plain = given.Where(it => !it.Value.Contains("#{", StringComparison.Ordinal)).ToList();

        Assert.Equal(CompanionsTemplate.Parameters.Order(), given.Select(it => it.Name).Order());
        Assert.All(plain, it => ParameterFileTests.AssertAllowed(CompanionsTemplate.Json, it.Name, it.Value));
        Assert.All(
            plain,
            it => Assert.Equal(CompanionsTemplate.Json["Parameters"]![it.Name]!["Default"]!.ToString(), it.Value)
        );
        Assert.All(CompanionsTemplate.Parts.Keys, it => Assert.Contains((it, "off"), given));
    }

    [Fact]
    public void Nothing_is_made_unless_it_is_chosen() =>
        Assert.Equal(
            "AWS::CloudFormation::WaitConditionHandle",
            Assert.Single(CompanionsTemplate.With([]).Resources).Value["Type"]!.ToString()
        );

    [Theory]
    [MemberData(nameof(Combinations))]
    public void No_resource_names_one_that_is_not_made(string combination)
    {
        var stack = CompanionsTemplate.With(StackCombination.PartsOf(combination));

        Assert.Empty(stack.Faults);
        Assert.All(
            stack.Resources.Keys,
            it => Assert.Subset(stack.Resources.Keys.ToHashSet(), stack.References(it).ToHashSet())
        );
    }

    [Fact]
    public void Each_function_has_a_role_and_a_log_of_its_own_and_all_but_the_endpoint_two_queues()
    {
        var stack = CompanionsTemplate.With(CompanionsTemplate.Parts.Keys);
        var functions = stack.OfType("AWS::Lambda::Function").ToList();

        Assert.Equal(6, functions.Count);
        Assert.All(
            functions,
            it =>
            {
                var name = it.Key[..^"Function".Length];
                Assert.Equal($"{name}Role.Arn", it.Value["Properties"]!["Role"]!.ToString());
                Assert.Equal($"{name}LogGroup", it.Value["Properties"]!["LoggingConfig"]!["LogGroup"]!.ToString());
                Assert.True(stack.Properties($"{name}LogGroup").ContainsKey("RetentionInDays"));
            }
        );
        Assert.All(
            Queues,
            it =>
            {
                var redrive = stack.Properties($"{it}Queue")["RedrivePolicy"]!;
                Assert.Equal($"{it}FailureQueue.Arn", redrive["deadLetterTargetArn"]!.ToString());
                var source = stack.Properties($"{it}EventSource");
                Assert.Equal($"{it}Function", source["FunctionName"]!.ToString());
                Assert.Equal("ReportBatchItemFailures", source["FunctionResponseTypes"]![0]!.ToString());
            }
        );
    }

    [Theory]
    [InlineData("300")]
    [InlineData("600")]
    [InlineData("900")]
    public void A_message_stays_hidden_six_times_as_long_as_a_run_may_take(string timeout)
    {
        var stack = CompanionsTemplate.With(CompanionsTemplate.Parts.Keys, $"TimeoutSeconds={timeout}");
        var seconds = int.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);

        Assert.All(
            Queues,
            it => Assert.Equal(6 * seconds, stack.Properties($"{it}Queue")["VisibilityTimeout"]!.GetValue<long>())
        );
    }

    [Fact]
    public void The_queue_of_moves_gives_more_attempts_than_the_function_takes()
    {
        var most = CompanionsTemplate.Json["Parameters"]!["MoveAttempts"]!["MaxValue"]!.GetValue<long>();
        var stack = CompanionsTemplate.With(["Move"]);

        Assert.True(most < stack.Properties("MoveQueue")["RedrivePolicy"]!["maxReceiveCount"]!.GetValue<long>());
    }

    [Fact]
    public void Each_kind_of_request_starts_its_function()
    {
        var notifications = CompanionsTemplate.With(["Bundle", "Clone"]).Properties("CommandBucket")[
            "NotificationConfiguration"
        ]!["QueueConfigurations"]!.AsArray();

        Assert.Equal(
            [
                (".bundle-request.json", "BundleQueue.Arn"),
                (JobKeys.RequestSuffix, "PlanQueue.Arn"),
                (JobKeys.SegmentRequestSuffix, "CopyQueue.Arn"),
            ],
            notifications.Select(it =>
                (it!["Filter"]!["S3Key"]!["Rules"]![0]!["Value"]!.ToString(), it["Queue"]!.ToString())
            )
        );
    }

    [Fact]
    public void Browsers_may_put_and_post_and_see_the_ETag_from_the_page_alone()
    {
        var own = Cors();
        var other = Cors("PageOrigin=https://upload.example.net");

        Assert.Equal(["PUT", "POST"], own["AllowedMethods"]!.AsArray().Select(it => it!.ToString()));
        Assert.Equal("ETag", Assert.Single(own["ExposedHeaders"]!.AsArray())!.ToString());
        Assert.Equal("https://Api.execute-api.eu-west-1.amazonaws.com", own["AllowedOrigins"]![0]!.ToString());
        Assert.Equal("https://upload.example.net", Assert.Single(other["AllowedOrigins"]!.AsArray())!.ToString());

        static JsonNode Cors(params string[] others) =>
            CompanionsTemplate.With(["Intake"], others).Properties("UploadBucket")["CorsConfiguration"]!["CorsRules"]![
                0
            ]!;
    }

    [Theory]
    [InlineData("", "AWS_IAM", "AWS_IAM", "NONE")]
    [InlineData("JwtIssuer=https://issuer.example.net;JwtAudience=uploads", "JWT", "JWT", "NONE")]
    public void Whoever_uploads_is_authenticated_and_the_endpoint_is_throttled(string others, params string[] expected)
    {
        var stack = CompanionsTemplate.With(["Intake"], others.Length == 0 ? [] : [others]);
        var settings = stack.Properties("ApiStage")["DefaultRouteSettings"]!;

        Assert.Equal(
            expected,
            new[] { "BeginRoute", "UploadRoute", "PageRoute" }.Select(it =>
                stack.Properties(it)["AuthorizationType"]!.ToString()
            )
        );
        Assert.Equal(
            ("20", "40"),
            (settings["ThrottlingRateLimit"]!.ToString(), settings["ThrottlingBurstLimit"]!.ToString())
        );
    }

    [Fact]
    public void Buckets_stay_when_the_stack_goes_clear_away_unfinished_uploads_and_are_not_public()
    {
        var buckets = CompanionsTemplate.With(CompanionsTemplate.Parts.Keys).OfType("AWS::S3::Bucket").ToList();

        Assert.Equal(4, buckets.Count);
        Assert.All(
            buckets,
            it =>
            {
                var properties = it.Value["Properties"]!;
                Assert.Equal("RetainExceptOnCreate", it.Value["DeletionPolicy"]!.ToString());
                Assert.Equal("Retain", it.Value["UpdateReplacePolicy"]!.ToString());
                Assert.NotNull(properties["LifecycleConfiguration"]!["Rules"]![0]!["AbortIncompleteMultipartUpload"]);
                Assert.All(
                    properties["PublicAccessBlockConfiguration"]!.AsObject(),
                    block => Assert.True(block.Value!.GetValue<bool>())
                );
            }
        );
    }
}
