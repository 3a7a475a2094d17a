using System.Globalization;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Core.Settings;
using LogsProcessor.Core.Summary;
using LogsProcessor.Functions.Hosting;
using Serilog;

namespace LogsProcessor.Functions.Check;

/// <summary>
/// Checks the CSV files that an event names, one after the other, so that memory is that of one. An invalid file is a result; only what
/// another attempt may help fails: SQS is told which messages those are, any other event ends as an error, after the summary.
/// </summary>
internal sealed class CheckFunction : IFunction
{
    private readonly CheckSettings _settings;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly S3Objects _objects;
    private readonly ObjectCheck _check;

    internal CheckFunction(CheckSettings settings, ILogger log, TimeProvider clock)
    {
        _settings = settings;
        _log = log;
        _clock = clock;
        _objects = new S3Objects(settings.S3, clock);
        _check = new ObjectCheck(_objects, new SchemaStore(_objects), settings);
    }

    /// <summary>Reads the settings, whose faults go to <paramref name="settings"/>.</summary>
    /// <returns>What builds the function.</returns>
    internal static Func<ILogger, TimeProvider, IFunction> Read(SettingsReader settings)
    {
        var check = CheckSettings.Read(settings);
        return (log, clock) => new CheckFunction(check, log, clock);
    }

    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        var run = new CheckRun(_settings.Identity with { RequestId = invocation.RequestId }, _clock);
        try
        {
            var received = EventReader.Read(invocation.Payload, keepsEmpty: true);
            var failed = await CheckAsync(received, invocation, run);
            return received.Kind == EventKind.Sqs
                    ? InvocationResult.Answer(BatchResponse.Write(failed.Select(message => message.MessageId!)))
                : failed.Count > 0 ? InvocationResult.Failed("CheckFailed", Describe(run.Failures.Last!))
                : InvocationResult.Answer("{}"u8.ToArray());
        }
        catch (EventException exception)
        {
            run.AddFailedMessage(exception.Message);
            return InvocationResult.Failed(nameof(EventException), exception.Message);
        }
        finally
        {
            Tell(run);
        }
    }

    public void Dispose() => _objects.Dispose();

    /// <summary>Checks what an event names.</summary>
    /// <returns>The messages that failed, or some of whose files did.</returns>
    private async Task<List<EventMessage>> CheckAsync(LambdaEvent received, Invocation invocation, CheckRun run)
    {
        using var deadline = new RunDeadline(invocation.Deadline, _settings.DeadlineMargin, _clock);
        var failed = new List<EventMessage>();
        foreach (var message in received.Messages)
        {
            Count(message, run);
            var hasFailed = message.Fault is not null;
            foreach (var reference in message.Objects)
            {
                if (IsToCheck(reference))
                {
                    hasFailed |= !await TryCheckAsync(reference, run, deadline.StopReading);
                }
                else
                {
                    run.AddSkipped(1);
                }
            }

            if (hasFailed)
            {
                failed.Add(message);
            }
        }

        return failed;
    }

    private bool IsToCheck(ObjectReference reference) =>
        !_settings.Results.IsResult(reference.Bucket, reference.Key)
        && !_settings.Schemas.IsSchema(reference.Bucket, reference.Key);

    private async Task<bool> TryCheckAsync(ObjectReference reference, CheckRun run, CancellationToken cancel)
    {
        var file = run.Begin(reference.ToString());
        try
        {
            cancel.ThrowIfCancellationRequested();
            _log.Information("Checking {Name}", file.Name);
            await _check.RunAsync(reference, file, cancel);
            return true;
        }
        catch (IOException exception)
        {
            run.Failures.Add(new Failure(exception.Message, file.Name));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            run.Failures.Add(new Failure("the time of the run was over", file.Name));
        }

        return false;
    }

    private static void Count(EventMessage message, CheckRun run)
    {
        run.AddSkipped(
            message.TestEvents + message.RemovedEvents + message.EmptyObjects + message.TestObjects + message.OwnObjects
        );
        if (message.Fault is { } fault)
        {
            run.AddFailedMessage(message.MessageId is { } id ? $"message {id}: {fault}" : fault);
        }
    }

    /// <summary>One warning for the failures, one for the invalid files, then the summary.</summary>
    private void Tell(CheckRun run)
    {
        if (run.Failures.Last is { } last)
        {
            _log.Warning("{Total} failures, the last: {Message}", run.Failures.Total, Describe(last));
        }

        var invalid = run.Files.Where(file => file.Outcome == CheckOutcome.Invalid).ToList();
        if (invalid.Count > 0)
        {
            var tally = invalid[^1].Tally!;
            _log.Warning(
                "{Count} files are not valid, the last: {Name}, {Rows}",
                invalid.Count,
                tally.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tally.Invalid} of {tally.Rows} rows, {tally.Errors} errors"
                )
            );
        }

        _log.Summary(CheckSummary.Write(run));
    }

    private static string Describe(Failure failure) =>
        failure.Key is not { } name || failure.Message.StartsWith(name, StringComparison.Ordinal)
            ? failure.Message
            : $"{name}: {failure.Message}";
}
