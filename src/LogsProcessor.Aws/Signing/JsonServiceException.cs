using System.Globalization;
using System.Net;
using System.Text;

namespace LogsProcessor.Aws.Signing;

/// <summary>A service could not be asked, or did not do what it was asked for. The message is one line.</summary>
internal sealed class JsonServiceException : Exception
{
    private const int MostCharacters = 200;

    private readonly HttpStatusCode _status;
    private readonly string _answer;

    /// <summary>There was an answer; the message is its status and its beginning.</summary>
    internal JsonServiceException(HttpStatusCode status, byte[] answer)
        : base(Describe(status, answer))
    {
        _status = status;
        _answer = Encoding.UTF8.GetString(answer);
        IsPassing =
            status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests || Says("Throttl");
        IsAnswer = true;
    }

    /// <summary>There was no answer.</summary>
    internal JsonServiceException(string message, Exception inner)
        : base(message, inner) => _answer = "";

    /// <summary>Whether the service or the network may have only a bad moment: the same request may succeed a little later.</summary>
    internal bool IsPassing { get; init; }

    /// <summary>Whether the service answered.</summary>
    internal bool IsAnswer { get; }

    /// <summary>Whether a permission is missing.</summary>
    internal bool IsDenied => _status == HttpStatusCode.Forbidden || Says("AccessDenied");

    /// <summary>Whether the answer contains a word, such as the name of an error.</summary>
    internal bool Says(string word) => _answer.Contains(word, StringComparison.Ordinal);

    private static string Describe(HttpStatusCode status, byte[] answer)
    {
        var said = new StringBuilder(Encoding.UTF8.GetString(answer).ReplaceLineEndings(" ").Trim());
        said.Length = Math.Min(said.Length, MostCharacters);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)status} {said}").TrimEnd();
    }
}
