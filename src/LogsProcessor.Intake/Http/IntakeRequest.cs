using LogsProcessor.Intake.Callers;

namespace LogsProcessor.Intake.Http;

/// <summary>A request, from whatever door it came in by.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Path">The path below the service's own address; it begins with a slash, and is not decoded: nothing in it needs it.</param>
/// <param name="Body">The body.</param>
/// <param name="Caller">Who asks, as the door has checked it; null if it is nobody.</param>
public sealed record IntakeRequest(string Method, string Path, ReadOnlyMemory<byte> Body, Caller? Caller);
