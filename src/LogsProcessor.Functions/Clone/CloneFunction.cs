using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Queues;
using LogsProcessor.Clone.Jobs;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Hosting;
using Serilog;

namespace LogsProcessor.Functions.Clone;

/// <summary>
/// A step of a clone as a function: requests come as S3's events, and go on under a new message where the time is over. SQS is told which
/// messages failed; any other event ends as an error, so that Lambda tries it again.
/// </summary>
internal sealed class CloneFunction : IFunction
{
    private readonly CloneSettings _settings;
    private readonly CloneSteps _steps;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly S3Objects _objects;
    private readonly CloneJobs _jobs;
    private readonly MessageSender _sender;

    internal CloneFunction(CloneSettings settings, CloneSteps steps, ILogger log, TimeProvider clock)
    {
        _settings = settings;
        _steps = steps;
        _log = log;
        _clock = clock;
        _objects = new S3Objects(settings.S3, clock);
        _jobs = new CloneJobs(_objects, settings.Options, settings.Lease, clock);
        _sender = new MessageSender(settings.Queues, clock);
    }

    /// <summary>Reads the settings of the function that plans; faults go to <paramref name="settings"/>.</summary>
    internal static Func<ILogger, TimeProvider, IFunction> ReadPlan(SettingsReader settings) =>
        Read(CloneSteps.Plan, settings);

    /// <summary>Reads the settings of the function that copies; faults go to <paramref name="settings"/>.</summary>
    internal static Func<ILogger, TimeProvider, IFunction> ReadCopy(SettingsReader settings) =>
        Read(CloneSteps.Copy, settings);

    /// <inheritdoc/>
    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        var run = new CloneInvocation(_settings.Identity with { RequestId = invocation.RequestId }, _clock);
        try
        {
            var received = EventReader.Read(invocation.Payload);
            var failed = await WorkAsync(received, invocation, run);
            return received.Kind == EventKind.Sqs
                    ? InvocationResult.Answer(BatchResponse.Write(failed.Select(message => message.MessageId!)))
                : failed.Count > 0 ? InvocationResult.Failed("CloneFailed", run.Reason)
                : InvocationResult.Answer("{}"u8.ToArray());
        }
        catch (EventException exception)
        {
            run.Fail(exception.Message);
            return InvocationResult.Failed(nameof(EventException), exception.Message);
        }
        finally
        {
            run.Tell(_log, _jobs.Refused);
        }
    }

    public void Dispose()
    {
        _jobs.Dispose();
        _objects.Dispose();
        _sender.Dispose();
    }

    private static Func<ILogger, TimeProvider, IFunction> Read(CloneSteps steps, SettingsReader settings)
    {
        var read = CloneSettings.Read(settings);
        return (log, clock) => new CloneFunction(read, steps, log, clock);
    }

    /// <summary>Works on what an event names.</summary>
    /// <returns>The messages that have to be tried again.</returns>
    private async Task<List<EventMessage>> WorkAsync(LambdaEvent received, Invocation invocation, CloneInvocation run)
    {
        using var deadline = new RunDeadline(invocation.Deadline, _settings.DeadlineMargin, _clock);
        var step = new StepRun(invocation.RequestId, run.Tally, deadline.StopReading, deadline.BreakOff);
        var failed = new List<EventMessage>();
        foreach (var message in received.Messages)
        {
            var isDone = message.Fault is null || run.Fail(message.Fault);
            foreach (var request in message.Objects.Where(_steps.Takes))
            {
                _log.Information("Working on {Request}", request);
                isDone &= await TryAsync(request, step, run) switch
                {
                    JobOutcome.Continued => await IsSentOnAsync(received, message, request, null, run, deadline),
                    JobOutcome.Busy => await IsSentOnAsync(received, message, request, _settings.Lease, run, deadline),
                    { } => true,
                    null => false,
                };
            }

            if (!isDone)
            {
                failed.Add(message);
            }
        }

        return failed;
    }

    /// <returns>Null if it failed, and may work another time.</returns>
    private async Task<JobOutcome?> TryAsync(ObjectReference request, StepRun step, CloneInvocation run)
    {
        try
        {
            var done = await _steps.RunAsync(_jobs, request, step);
            run.Note(done);
            return done.Outcome;
        }
        catch (JobException exception)
        {
            // It would fail again and again. It is told, and counted as a failed run.
            run.Fail(exception.Message);
            return JobOutcome.Done;
        }
        catch (ObjectException exception)
        {
            run.Fail(exception.Message);
            return null;
        }
        catch (OperationCanceledException) when (step.Cancel.IsCancellationRequested)
        {
            run.Fail($"{request}: the time of the run was over");
            return null;
        }
    }

    /// <summary>
    /// A new message, because neither to go on nor to wait is a failure: the queue counts how often it hands out one and the same, and
    /// does so only after its visibility timeout, which is many times a lease.
    /// </summary>
    /// <param name="received">What was received.</param>
    /// <param name="message">The message.</param>
    /// <param name="request">What of it is left.</param>
    /// <param name="wait">How long another worker has it, if that says nothing more; null if nobody has.</param>
    /// <param name="run">What is told.</param>
    /// <param name="deadline">When to give up.</param>
    private async Task<bool> IsSentOnAsync(
        LambdaEvent received,
        EventMessage message,
        ObjectReference request,
        TimeSpan? wait,
        CloneInvocation run,
        RunDeadline deadline
    )
    {
        run.IsContinued = true;
        if (received.Kind != EventKind.Sqs)
        {
            run.Reason =
                $"{request}: {(wait is null ? "the time was over" : "another worker has it")}; the next attempt goes on";
            return false;
        }

        try
        {
            var notification = ObjectNotification.Write([request]);
            await _sender.SendAsync(message.EventSourceArn, notification, wait ?? TimeSpan.Zero, deadline.Finish);
            return true;
        }
        catch (QueueException exception)
        {
            return run.Fail(exception.Message);
        }
    }
}
