using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace LogsProcessor.Intake.Http;

/// <summary>The ways to upload.</summary>
internal enum UploadWay
{
    /// <summary>A signed PUT.</summary>
    Put,

    /// <summary>A signed form.</summary>
    Post,

    /// <summary>In parts, each signed.</summary>
    Parts,

    /// <summary>With credentials for the one key.</summary>
    Sts,
}

/// <summary>What is to be uploaded, once it is found to be allowed.</summary>
internal sealed record Upload(string Name, long Size, string Type, string? Sha256, UploadWay Way);

/// <summary>Judges what somebody wants to upload. All that is wrong is told at once.</summary>
internal static class UploadRules
{
    /// <summary>The most bytes that one request may put; larger files go in parts.</summary>
    internal const long MostAtOnce = 5L * 1024 * 1024 * 1024;

    private const int MostTypeCharacters = 100;
    private const int MostNameCharacters = 1024;

    /// <summary>Judges a question.</summary>
    /// <exception cref="RequestException">It is not allowed.</exception>
    internal static Upload Judge(UploadQuestion question, IntakeOptions options)
    {
        var faults = new List<string>();
        if (question.Name is not { Length: > 0 and <= MostNameCharacters })
        {
            faults.Add("'name' has to be the file's name");
        }

        if (question.Size is not { } size || size < 1 || size > options.MostBytes)
        {
            faults.Add(Text($"'size' has to be the file's length in bytes, from 1 to {options.MostBytes}"));
        }

        var type = question.Type is { Length: > 0 } given ? given : "application/octet-stream";
        if (type.Length > MostTypeCharacters || !Ascii.IsValid(type) || !MediaTypeHeaderValue.TryParse(type, out _))
        {
            faults.Add("'type' has to be a content type, as in text/csv");
        }

        var sha256 = question.Sha256 is null ? null : RequestBody.Sha256(question.Sha256);
        if (question.Sha256 is not null && sha256 is null)
        {
            faults.Add("'sha256' has to be 32 bytes in hex or Base64");
        }

        var way = WayOf(question, options, faults);
        return faults.Count == 0
            ? new Upload(question.Name!, question.Size!.Value, type, sha256, way)
            : throw new RequestException(400, string.Join("; ", faults));
    }

    private static UploadWay WayOf(UploadQuestion question, IntakeOptions options, List<string> faults)
    {
        UploadWay? way = question.By switch
        {
            null => question.Size > options.PartsAbove ? UploadWay.Parts : UploadWay.Put,
            "put" => UploadWay.Put,
            "post" => UploadWay.Post,
            "parts" => UploadWay.Parts,
            "sts" when options.Role is not null => UploadWay.Sts,
            _ => null,
        };
        if (way is null)
        {
            faults.Add($"'by' may be put, post or parts{(options.Role is null ? "" : ", or sts")}");
        }
        else if (way is UploadWay.Put or UploadWay.Post && question.Size > MostAtOnce)
        {
            faults.Add(Text($"'by' has to be parts above {MostAtOnce} bytes"));
        }

        return way ?? default;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
