using System.Text.Json;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Bundle;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Bundle.Summary;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;
using LogsProcessor.Functions.Hosting;
using Serilog;

namespace LogsProcessor.Functions.Bundle;

/// <summary>
/// Makes archives: of a day's objects, called by a schedule; or of what requests name, each an object of JSON in a command bucket, or the
/// payload itself. Every request has a summary of its own. A request that was answered before is done at once.
/// </summary>
internal sealed class BundleFunction(BundleSettings settings, ILogger log, TimeProvider clock) : IFunction
{
    private const int MostRequestBytes = 64 * 1024;

    /// <summary>What the keys of request objects end with; other objects of a command bucket are passed over.</summary>
    private const string RequestSuffix = ".json";

    private readonly S3Objects _objects = new(settings.S3, clock);

    /// <summary>Reads the function's settings; faults go to <paramref name="settings"/>.</summary>
    internal static Func<ILogger, TimeProvider, IFunction> Read(SettingsReader settings)
    {
        var bundle = BundleSettings.Read(settings);
        return (log, clock) => new BundleFunction(bundle, log, clock);
    }

    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        using var deadline = new RunDeadline(invocation.Deadline, settings.DeadlineMargin, clock);
        try
        {
            var called = BundleEvent.Read(invocation.Payload);
            if (called.Notified is { } notified)
            {
                return await AnswerAsync(notified, invocation.RequestId, deadline.StopReading);
            }

            var day = (called.ScheduledAt ?? clock.GetUtcNow()).AddDays(-settings.DaysAgo);
            var request =
                called.Request
                ?? settings.Daily
                ?? throw new EventException(
                    "a schedule calls, and BUNDLE_SOURCE and BUNDLE_DESTINATION do not say what to bundle"
                );
            return ResultOf(await RunAsync(request.On(day), invocation.RequestId, deadline.StopReading));
        }
        catch (EventException exception)
        {
            return ResultOf(Refuse(exception.Message, "", invocation.RequestId));
        }
    }

    public void Dispose() => _objects.Dispose();

    /// <summary>Answers the requests that notifications name, one after the other. SQS is told which messages failed.</summary>
    private async Task<InvocationResult> AnswerAsync(LambdaEvent notified, string requestId, CancellationToken stop)
    {
        var failedMessages = new List<string>();
        string? failed = null;
        foreach (var message in notified.Messages)
        {
            var fault = message.Fault is { } text ? Refuse(text, "", requestId) : null;
            foreach (var reference in message.Objects.Where(IsRequest))
            {
                fault = await AnswerAsync(reference, requestId, stop) ?? fault;
            }

            if (fault is not null)
            {
                failed = fault;
                failedMessages.Add(message.MessageId ?? "");
            }
        }

        return notified.Kind == EventKind.Sqs
            ? InvocationResult.Answer(BatchResponse.Write(failedMessages))
            : ResultOf(failed);
    }

    private static bool IsRequest(ObjectReference reference) =>
        reference.Key.EndsWith(RequestSuffix, StringComparison.OrdinalIgnoreCase);

    private async Task<string?> AnswerAsync(ObjectReference reference, string requestId, CancellationToken stop)
    {
        try
        {
            var day = clock.GetUtcNow().AddDays(-settings.DaysAgo);
            return await RunAsync((await ReadRequestAsync(reference, stop)).On(day), requestId, stop);
        }
        catch (Exception exception) when (exception is IOException or EventException)
        {
            return Refuse(exception.Message, reference.ToString(), requestId);
        }
    }

    private async Task<DayRequest> ReadRequestAsync(ObjectReference reference, CancellationToken stop)
    {
        var found =
            await _objects.FindAsync(new S3Location(reference.Bucket, reference.Key), stop)
            ?? throw new EventException($"{reference}: the request is not there any more");
        if (found.Size > MostRequestBytes)
        {
            throw new EventException($"{reference}: a request has at most {MostRequestBytes} bytes, not {found.Size}");
        }

        await using var body = await _objects.OpenRangeAsync(found, 0, found.Size ?? 0, stop);
        try
        {
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: stop);
            return DayRequest.Read(json.RootElement);
        }
        catch (JsonException exception)
        {
            throw new EventException($"{reference}: the request is not JSON", exception);
        }
    }

    /// <summary>Makes an archive, and tells.</summary>
    /// <returns>Null, or why it failed.</returns>
    private async Task<string?> RunAsync(DayRequest request, string requestId, CancellationToken stop)
    {
        log.Information("Bundling {Source} into {Destination}", request.Source, request.Destination);
        var summary = NewSummary(request.Id, requestId);
        try
        {
            await new BundleRun(_objects, settings.Options, summary).RunAsync(
                request.Source,
                new S3ArchivePlace(_objects, request.Destination),
                stop
            );
            return Tell(summary);
        }
        catch
        {
            Tell(summary);
            throw;
        }
    }

    /// <summary>Tells of a request that cannot be read.</summary>
    private string Refuse(string fault, string source, string requestId)
    {
        var summary = NewSummary(null, requestId);
        summary.Source = source;
        summary.Reading.Add(new Failure(fault));
        return Tell(summary) ?? fault;
    }

    private BundleSummary NewSummary(string? id, string requestId) =>
        new(settings.Identity with { RequestId = requestId }, clock) { JobId = id };

    private string? Tell(BundleSummary summary)
    {
        var fault = summary.Reading.Last?.Message ?? summary.Writing.Last?.Message;
        if (fault is not null)
        {
            log.Warning("The bundle failed: {Message}", fault);
        }
        else if (!summary.HasFailed && summary.Objects == 0)
        {
            log.Warning("No object is at {Source}; no archive was made", summary.Source);
        }

        log.Summary(BundleSummaryWriter.Write(summary));
        return summary.HasFailed ? fault ?? "the run was not completed" : null;
    }

    private static InvocationResult ResultOf(string? fault) =>
        fault is null ? InvocationResult.Answer("{}"u8.ToArray()) : InvocationResult.Failed("BundleFailed", fault);
}
