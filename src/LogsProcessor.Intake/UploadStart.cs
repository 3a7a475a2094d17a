using LogsProcessor.Aws.Roles;
using LogsProcessor.Aws.Signing;
using LogsProcessor.Aws.Uploads;
using LogsProcessor.Intake.Callers;
using LogsProcessor.Intake.Http;
using LogsProcessor.Intake.Keys;

namespace LogsProcessor.Intake;

/// <summary>Answers how a file can be uploaded.</summary>
internal sealed class UploadStart(
    IntakeOptions options,
    UploadSigner signer,
    MultipartUploads uploads,
    RoleClient? role,
    TimeProvider clock
)
{
    private const string Example = """{"name":"report.csv","size":1234,"type":"text/csv"}""";

    /// <summary><c>POST /uploads</c>.</summary>
    /// <exception cref="RequestException">It is not allowed.</exception>
    internal async Task<IntakeResponse> AnswerAsync(Caller caller, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var question = RequestBody.Read(body, IntakeJson.Default.UploadQuestion, Example);
        var upload = UploadRules.Judge(question, options);
        var key = UploadKey.New(options.Prefix, caller, upload.Name, clock.GetUtcNow());
        var content = new UploadContent(options.Bucket, key, upload.Size, upload.Type, upload.Sha256);
        var answer = upload.Way switch
        {
            UploadWay.Post => await PostAsync(content, cancel),
            UploadWay.Parts => await PartsAsync(content, cancel),
            UploadWay.Sts => await CredentialsAsync(content, cancel),
            _ => await PutAsync(content, cancel),
        };
        return IntakeResponse.Json(201, answer, IntakeJson.Plain.UploadAnswer);
    }

    private async Task<UploadAnswer> PutAsync(UploadContent content, CancellationToken cancel)
    {
        var signed = await signer.SignPutAsync(content, cancel);
        return new UploadAnswer("put", content.Bucket, content.Key, signed.ExpiresAt)
        {
            Url = signed.Url,
            Headers = signed.Fields.ToDictionary(),
        };
    }

    private async Task<UploadAnswer> PostAsync(UploadContent content, CancellationToken cancel)
    {
        var signed = await signer.SignPostAsync(content, cancel);
        return new UploadAnswer("post", content.Bucket, content.Key, signed.ExpiresAt)
        {
            Url = signed.Url,
            Fields = signed.Fields.ToDictionary(),
        };
    }

    private async Task<UploadAnswer> PartsAsync(UploadContent content, CancellationToken cancel)
    {
        var plan = PartPlan.Of(content.Size, options.PartBytes);
        var id = await uploads.BeginAsync(content, cancel);
        return new UploadAnswer("parts", content.Bucket, content.Key, ExpiresAt: null)
        {
            Id = new UploadHandle(content.Key, id, content.Size).ToText(),
            PartBytes = plan.PartBytes,
            Parts = plan.Count,
        };
    }

    private async Task<UploadAnswer> CredentialsAsync(UploadContent content, CancellationToken cancel)
    {
        var policy = SessionPolicy.ForKey(role!.Options.Partition, content.Bucket, content.Key);
        var name = $"upload-{content.Key.Split('/')[^2]}";
        var session = await role.AssumeAsync(name, policy, cancel);
        return new UploadAnswer("sts", content.Bucket, content.Key, session.ExpiresAt)
        {
            Region = options.S3.Region,
            Credentials = new CredentialsAnswer(session.AccessKeyId, session.SecretAccessKey, session.SessionToken),
        };
    }
}
