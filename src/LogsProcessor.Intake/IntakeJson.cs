using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LogsProcessor.Intake.Http;
using LogsProcessor.Intake.Keys;

namespace LogsProcessor.Intake;

/// <summary>Reads and writes the messages.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(UploadHandle))]
[JsonSerializable(typeof(UploadQuestion))]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(PartsQuestion))]
[JsonSerializable(typeof(PartsAnswer))]
[JsonSerializable(typeof(ArrivedAnswer))]
[JsonSerializable(typeof(CompletedAnswer))]
[JsonSerializable(typeof(FaultAnswer))]
internal sealed partial class IntakeJson : JsonSerializerContext
{
    /// <summary>The same, with an <c>&amp;</c> as it is: a signed address is there to be copied. No answer is ever part of a page.</summary>
    internal static IntakeJson Plain =>
        field ??= new(
            new JsonSerializerOptions(Default.Options)
            {
                TypeInfoResolver = null,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
