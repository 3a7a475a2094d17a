using System.Globalization;
using LogsProcessor.Aws.Archive;
using LogsProcessor.Aws.Events;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;
using LogsProcessor.Aws.Uploads;
using LogsProcessor.Intake.Http;
using LogsProcessor.Intake.Keys;

namespace LogsProcessor.Intake;

/// <summary>Answers on an upload in parts: where parts go, which have arrived, and makes an object of them, or gives them up.</summary>
internal sealed class PartwiseUpload(
    IntakeOptions options,
    UploadSigner signer,
    MultipartUploads uploads,
    ObjectMoves objects
)
{
    /// <summary>So many parts are signed at once. The others wait: they would only expire.</summary>
    internal const int MostSigned = 100;

    private const string Example =
        """{"parts":[{"number":1,"sha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}]}""";

    /// <summary><c>POST /uploads/{id}/parts</c>.</summary>
    /// <exception cref="RequestException">It is not allowed.</exception>
    internal async Task<IntakeResponse> SignAsync(
        UploadHandle upload,
        ReadOnlyMemory<byte> body,
        CancellationToken cancel
    )
    {
        var question = RequestBody.Read(body, IntakeJson.Default.PartsQuestion, Example);
        var parts = Judge(question, PlanOf(upload));
        var signed = await signer.SignPartsAsync(options.Bucket, upload.Key, upload.UploadId, parts, cancel);
        var answers = parts.Zip(signed, (part, url) => new PartAnswer(part.Number, url.Url, url.Fields.ToDictionary()));
        var answer = new PartsAnswer([.. answers], signed[0].ExpiresAt);
        return IntakeResponse.Json(200, answer, IntakeJson.Plain.PartsAnswer);
    }

    /// <summary><c>GET /uploads/{id}/parts</c>.</summary>
    internal async Task<IntakeResponse> ListAsync(UploadHandle upload, CancellationToken cancel)
    {
        var plan = PlanOf(upload);
        var parts = (await ListPartsAsync(upload, cancel)).Select(part => new ArrivedPartAnswer(
            part.Number,
            part.Size,
            part.Sha256
        ));
        var answer = new ArrivedAnswer(plan.PartBytes, plan.Count, [.. parts]);
        return IntakeResponse.Json(200, answer, IntakeJson.Plain.ArrivedAnswer);
    }

    /// <summary><c>POST /uploads/{id}/complete</c>. It can be asked again: the object that is there then is the answer.</summary>
    /// <exception cref="RequestException">Parts are missing, or not of the length that they have to be.</exception>
    internal async Task<IntakeResponse> CompleteAsync(UploadHandle upload, CancellationToken cancel)
    {
        try
        {
            var parts = await uploads.ListAsync(options.Bucket, upload.Key, upload.UploadId, cancel);
            RequireAll(parts, PlanOf(upload));
            var done = await uploads.CompleteAsync(options.Bucket, upload.Key, upload.UploadId, parts, cancel);
            return Completed(done.Object, done.Checksum);
        }
        catch (ObjectException exception) when (exception.IsMissing || exception.IsChanged)
        {
            // The upload is gone, or its key is taken: by this upload, if an earlier answer was lost.
            var there = await objects.FindAsync(new ObjectReference(options.Bucket, upload.Key), cancel);
            return there?.Reference.Size == upload.Size
                ? Completed(there.Reference, checksum: null)
                : throw new RequestException(404, "there is no such upload, or no more");
        }
    }

    /// <summary><c>DELETE /uploads/{id}</c>.</summary>
    internal async Task<IntakeResponse> AbortAsync(UploadHandle upload, CancellationToken cancel)
    {
        try
        {
            await uploads.AbortAsync(options.Bucket, upload.Key, upload.UploadId, cancel);
        }
        catch (ObjectException exception) when (exception.IsMissing)
        {
            throw new RequestException(404, "there is no such upload, or no more");
        }

        return IntakeResponse.Empty(204);
    }

    private PartPlan PlanOf(UploadHandle upload) => PartPlan.Of(upload.Size, options.PartBytes);

    private async Task<IReadOnlyList<ArrivedPart>> ListPartsAsync(UploadHandle upload, CancellationToken cancel)
    {
        try
        {
            return await uploads.ListAsync(options.Bucket, upload.Key, upload.UploadId, cancel);
        }
        catch (ObjectException exception) when (exception.IsMissing)
        {
            throw new RequestException(404, "there is no such upload, or no more");
        }
    }

    private static List<UploadPart> Judge(PartsQuestion question, PartPlan plan)
    {
        if (question.Parts is not { Count: > 0 and <= MostSigned } wanted)
        {
            throw new RequestException(400, $"'parts' has to name 1 to {MostSigned} parts");
        }

        return
        [
            .. wanted.Select(part =>
                part.Number >= 1 && part.Number <= plan.Count && RequestBody.Sha256(part.Sha256 ?? "") is { } sha256
                    ? new UploadPart(part.Number, plan.LengthOf(part.Number), sha256)
                    : throw new RequestException(
                        400,
                        $"part {part.Number}: 'number' has to be 1 to {plan.Count}, and 'sha256' 32 bytes in hex or Base64"
                    )
            ),
        ];
    }

    /// <summary>S3 makes an object of whatever parts it is told to: that they are all, and whole, is for us to see.</summary>
    private static void RequireAll(IReadOnlyList<ArrivedPart> parts, PartPlan plan)
    {
        var there = parts.ToDictionary(part => part.Number, part => part.Size);
        for (var number = 1; number <= plan.Count; number++)
        {
            if (there.GetValueOrDefault(number) != plan.LengthOf(number))
            {
                throw new RequestException(
                    409,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"part {number} of {plan.Count} is not there in its length of {plan.LengthOf(number)} bytes"
                    )
                );
            }
        }

        if (there.Count > plan.Count)
        {
            throw new RequestException(409, $"there are {there.Count} parts instead of {plan.Count}");
        }
    }

    private static IntakeResponse Completed(ObjectReference made, string? checksum) =>
        IntakeResponse.Json(
            200,
            new CompletedAnswer(made.Bucket, made.Key, made.ETag, made.Size ?? 0, checksum),
            IntakeJson.Plain.CompletedAnswer
        );
}
