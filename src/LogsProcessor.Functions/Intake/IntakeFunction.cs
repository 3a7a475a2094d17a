using System.Buffers;
using System.Text.Json;
using LogsProcessor.Core.Settings;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Intake;
using LogsProcessor.Intake.Http;
using Serilog;

namespace LogsProcessor.Functions.Intake;

/// <summary>The endpoint by which files are handed in, behind API Gateway or a function URL.</summary>
internal sealed class IntakeFunction(IntakeService service, string claim, ILogger log) : IFunction
{
    /// <summary>Reads the settings, whose faults go to <paramref name="settings"/>.</summary>
    /// <returns>What builds the function.</returns>
    internal static Func<ILogger, TimeProvider, IFunction> Read(SettingsReader settings)
    {
        var options = IntakeOptions.Read(settings);
        var claim = settings.Text("CALLER_CLAIM", "sub");
        return (log, clock) => new IntakeFunction(new IntakeService(options, clock), claim, log);
    }

    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        IntakeRequest request;
        try
        {
            request = HttpEvent.Read(invocation.Payload, claim);
        }
        catch (FormatException exception)
        {
            return InvocationResult.Failed(nameof(FormatException), exception.Message);
        }

        var response = await service.AnswerAsync(request, CancellationToken.None);
        Tell(request, response);
        return InvocationResult.Answer(Write(response));
    }

    public void Dispose() => service.Dispose();

    /// <summary>One line for each request. Neither bodies nor answers are told: they hold names, signatures and credentials.</summary>
    private void Tell(IntakeRequest request, IntakeResponse response)
    {
        var caller = request.Caller?.Folder ?? "nobody";
        if (response.Cause is { } cause)
        {
            log.Warning("{Method} of {Caller}: {Status}: {Cause}", request.Method, caller, response.Status, cause);
        }
        else
        {
            log.Information("{Method} of {Caller}: {Status}", request.Method, caller, response.Status);
        }
    }

    private static byte[] Write(IntakeResponse response)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode", response.Status);
            json.WriteStartObject("headers");
            json.WriteString("Content-Type", response.ContentType);
            foreach (var (name, value) in response.Headers)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteString("body", response.Body);
            json.WriteBoolean("isBase64Encoded", false);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
