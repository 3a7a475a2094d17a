using System.Text;
using System.Text.Json;

namespace LogsProcessor.Functions.Hosting;

/// <summary>One call of a function.</summary>
/// <param name="RequestId">Lambda's id of the request.</param>
/// <param name="Deadline">When Lambda will end it, or null if it does not say.</param>
/// <param name="Payload">The event, as JSON.</param>
internal sealed record Invocation(string RequestId, DateTimeOffset? Deadline, ReadOnlyMemory<byte> Payload);

/// <summary>How an invocation failed.</summary>
/// <param name="Type">A short name for the kind of fault.</param>
/// <param name="Message">What happened, in words.</param>
internal sealed record InvocationError(string Type, string Message)
{
    /// <summary>The error as Lambda wants it.</summary>
    internal byte[] ToJson() =>
        Encoding.UTF8.GetBytes(
            $$"""{"errorMessage":"{{JsonEncodedText.Encode(Message)}}","errorType":"{{JsonEncodedText.Encode(Type)}}","stackTrace":[]}"""
        );
}

/// <summary>What an invocation answers: a payload, or an error, after which Lambda may try again.</summary>
internal sealed record InvocationResult(ReadOnlyMemory<byte> Payload, InvocationError? Error)
{
    internal static InvocationResult Failed(string type, string message) =>
        new(default, new InvocationError(type, message));

    internal static InvocationResult Answer(ReadOnlyMemory<byte> payload) => new(payload, null);
}
