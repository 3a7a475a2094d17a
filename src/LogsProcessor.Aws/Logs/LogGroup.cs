using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Aws.Logs;

/// <summary>A CloudWatch log group, read page by page: one page at a time is in memory.</summary>
public sealed class LogGroup : IDisposable
{
    /// <summary>CloudWatch ends a page at 1 MB; the number bounds it where an emulator does not.</summary>
    private const int MostEventsOfPage = 500;

    private const string Target = "Logs_20140328.FilterLogEvents";

    private readonly string _name;
    private readonly SignedJsonClient _logs;
    private readonly JsonOperation _operation;

    /// <summary>Nothing is connected, and no credentials are looked for, until it is read.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="options">How CloudWatch Logs is reached.</param>
    /// <param name="clock">Signs with the time, and times the waits.</param>
    public LogGroup(string name, LogGroupOptions options, TimeProvider clock)
        : this(name, options, clock, () => DefaultAWSCredentialsIdentityResolver.GetCredentials()) { }

    internal LogGroup(string name, LogGroupOptions options, TimeProvider clock, Func<AWSCredentials> findCredentials)
    {
        ArgumentNullException.ThrowIfNull(options);
        var credentials = new LateCredentials(findCredentials, options.CredentialsTimeout, clock);
        var endpoint = options.Endpoint ?? AddressIn(options.Region);
        _name = name;
        _logs = new SignedJsonClient(JsonService.Logs, options.Timeout, credentials, clock);
        _operation = new JsonOperation(endpoint, options.Region, Target);
    }

    /// <summary>The texts of the group's events, in the order in which CloudWatch has them.</summary>
    /// <param name="pattern">Which events are wanted, in CloudWatch's filter pattern syntax.</param>
    /// <param name="since">The earliest time wanted.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LogGroupException">It cannot be read, or not to its end.</exception>
    public async IAsyncEnumerable<string> ReadAsync(
        string pattern,
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var query = new LogEventQuery
        {
            LogGroupName = _name,
            FilterPattern = pattern,
            StartTime = Math.Max(0, since.ToUnixTimeMilliseconds()),
            Limit = MostEventsOfPage,
        };
        do
        {
            var page = await AskAsync(query, cancel);
            foreach (var item in page.Events ?? [])
            {
                yield return item.Message ?? "";
            }

            query = query with { NextToken = Following(query.NextToken, page.NextToken) };
        } while (query.NextToken is not null);
    }

    /// <summary>As in <c>log group '/aws/lambda/ship' in eu-west-1</c>.</summary>
    public override string ToString() => $"log group '{_name}' in {_operation.Region}";

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _logs.Dispose();

    internal static Uri AddressIn(string region) =>
        new($"https://logs.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}/");

    private async Task<LogEventPage> AskAsync(LogEventQuery query, CancellationToken cancel)
    {
        try
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(query, LogEventJson.Default.LogEventQuery);
            var answer = await _logs.PostAsync(_operation, content, cancel);
            return JsonSerializer.Deserialize(answer, LogEventJson.Default.LogEventPage) ?? new LogEventPage();
        }
        catch (JsonException exception)
        {
            throw new LogGroupException($"{this}: {_operation.Endpoint} did not answer with log events", exception);
        }
        catch (JsonServiceException exception)
        {
            throw new LogGroupException($"{this}: {Explain(exception)}", exception)
            {
                IsLasting = !exception.IsPassing,
            };
        }
    }

    /// <summary>A page that leads to itself would be read for ever.</summary>
    private string? Following(string? current, string? next) =>
        next is null || next != current
            ? next
            : throw new LogGroupException($"{this}: {_operation.Endpoint} leads from page '{next}' to the same page");

    private static string Explain(JsonServiceException fault) =>
        fault switch
        {
            { IsAnswer: false } => fault.Message,
            { IsDenied: true } => $"access denied: the permission logs:FilterLogEvents is needed ({fault.Message})",
            _ when fault.Says("ResourceNotFoundException") =>
                "there is no such log group; the name is asked for in the region that AWS_REGION names",
            _ => $"CloudWatch Logs did not list the events ({fault.Message})",
        };
}
