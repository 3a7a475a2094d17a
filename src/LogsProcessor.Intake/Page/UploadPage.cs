using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LogsProcessor.Intake.Http;

namespace LogsProcessor.Intake.Page;

/// <summary>The page on which files are handed in: one document, which loads nothing else.</summary>
internal static partial class UploadPage
{
    private const string Name = "upload.html";

    /// <summary>The page.</summary>
    /// <param name="origin">Where uploads go to. The page may speak to nobody but this and the service itself.</param>
    internal static IntakeResponse Answer(string origin)
    {
        var page = Read();
        var script = HashOf(Script().Match(page).Groups["text"].Value);
        var style = HashOf(Style().Match(page).Groups["text"].Value);
        var policy =
            $"default-src 'none'; script-src {script}; style-src {style}; connect-src 'self' {origin}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return new IntakeResponse(200, "text/html; charset=utf-8", page).With(
            new KeyValuePair<string, string>("Content-Security-Policy", policy)
        );
    }

    private static string Read()
    {
        using var stream = typeof(UploadPage).Assembly.GetManifestResourceStream(Name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string HashOf(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
