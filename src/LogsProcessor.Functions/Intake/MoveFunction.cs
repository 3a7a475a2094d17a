using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Intake.Moving;
using Serilog;

namespace LogsProcessor.Functions.Intake;

/// <summary>
/// Moves files that were handed in to the archive, as S3's events tell of them. SQS is told which messages failed; any other event whose
/// files failed ends as an error, so that Lambda tries it again.
/// </summary>
internal sealed class MoveFunction : IFunction
{
    // Kept back from the deadline, so that what did not fit is told rather than cut off.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly S3Objects _objects;
    private readonly StagingMove _move;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;

    internal MoveFunction(MoveOptions options, ILogger log, TimeProvider clock)
    {
        _objects = new S3Objects(options.S3, clock);
        _move = new StagingMove(options, _objects.OpenMoves(), new SizeInspection(options.MostBytes), clock);
        _log = log;
        _clock = clock;
    }

    /// <summary>Reads the settings, whose faults go to <paramref name="settings"/>.</summary>
    /// <returns>What builds the function.</returns>
    internal static Func<ILogger, TimeProvider, IFunction> Read(SettingsReader settings)
    {
        var options = MoveOptions.Read(settings);
        return (log, clock) => new MoveFunction(options, log, clock);
    }

    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        LambdaEvent received;
        try
        {
            received = EventReader.Read(invocation.Payload, keepsEmpty: true);
        }
        catch (EventException exception)
        {
            _log.Error("{Fault}", exception.Message);
            return InvocationResult.Failed(nameof(EventException), exception.Message);
        }

        var summary = new MoveSummary(invocation.RequestId);
        using var deadline = new RunDeadline(invocation.Deadline, Margin, _clock);
        var failed = new List<EventMessage>();
        foreach (var message in received.Messages)
        {
            if (!await MoveAsync(message, summary, deadline.StopReading))
            {
                failed.Add(message);
            }
        }

        _log.Summary(summary.ToJson());
        return received.Kind == EventKind.Sqs
                ? InvocationResult.Answer(BatchResponse.Write(failed.Select(message => message.MessageId!)))
            : failed.Count > 0 ? InvocationResult.Failed("MoveFailed", summary.LastFault!)
            : InvocationResult.Answer("{}"u8.ToArray());
    }

    public void Dispose() => _objects.Dispose();

    /// <returns>Whether nothing of the message has to be tried again.</returns>
    private async Task<bool> MoveAsync(EventMessage message, MoveSummary summary, CancellationToken stop)
    {
        summary.AddSkipped(message);
        var isFine = message.Fault is null;
        if (message.Fault is { } fault)
        {
            Fail(summary, fault);
        }

        foreach (var handedIn in message.Objects)
        {
            try
            {
                summary.Add(await _move.RunAsync(handedIn, message.ReceiveCount ?? 1, stop));
            }
            catch (IOException exception)
            {
                isFine = false;
                Fail(summary, exception.Message);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                isFine = false;
                Fail(summary, $"{handedIn}: the time of the run was over");
            }
        }

        return isFine;
    }

    private void Fail(MoveSummary summary, string fault)
    {
        summary.AddFailed(fault);
        _log.Warning("{Fault}", fault);
    }
}
