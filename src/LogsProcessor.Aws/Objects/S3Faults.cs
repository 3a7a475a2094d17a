using System.Globalization;
using System.Net;
using Amazon.Runtime;

namespace LogsProcessor.Aws.Objects;

/// <summary>Says in a few words what went wrong with a request to S3, and what would put it right.</summary>
internal static class S3Faults
{
    private const int MostCharacters = 200;

    /// <summary>Whether it is a failure of S3, the network or the credentials, rather than a fault of the program.</summary>
    internal static bool IsOne(Exception exception) =>
        exception
            is AmazonServiceException
                or AmazonClientException
                or HttpRequestException
                or IOException
                or TimeoutException
                or OperationCanceledException;

    /// <summary>Whether it may be only a bad moment of S3's or the network's: the same request may succeed a little later.</summary>
    internal static bool IsPassing(Exception exception) =>
        exception switch
        {
            NoCredentialsException => false,
            AmazonServiceException { StatusCode: not 0 } answered => answered.StatusCode
                is >= HttpStatusCode.InternalServerError
                    or HttpStatusCode.TooManyRequests
                    or HttpStatusCode.RequestTimeout
                || answered.ErrorCode
                    is "RequestTimeout"
                        or "InternalError"
                        or "ServiceUnavailable"
                        or "SlowDown"
                        or "Throttling"
                        or "ThrottlingException"
                        or "ConditionalRequestConflict",
            _ => true,
        };

    /// <summary>Whether a condition of the request did not hold.</summary>
    internal static bool IsChanged(Exception exception) =>
        exception is AmazonServiceException { StatusCode: HttpStatusCode.PreconditionFailed };

    /// <summary>Whether what the request names is not there.</summary>
    internal static bool IsMissing(Exception? exception) =>
        exception is AmazonServiceException { StatusCode: HttpStatusCode.NotFound };

    /// <summary>Whether S3 refuses.</summary>
    internal static bool IsDenied(Exception exception) =>
        exception is AmazonServiceException { StatusCode: HttpStatusCode.Forbidden };

    /// <summary>Whether S3 asks for fewer requests at a time.</summary>
    internal static bool IsTooMuch(Exception exception) =>
        exception
            is AmazonServiceException
                {
                    StatusCode: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests
                }
                or AmazonServiceException { ErrorCode: "SlowDown" or "Throttling" or "ThrottlingException" };

    /// <summary>What went wrong.</summary>
    internal static string Explain(Exception exception, S3Subject subject, S3Options options) =>
        exception switch
        {
            NoCredentialsException => exception.Message,
            AmazonServiceException { StatusCode: not 0 } answered => ExplainAnswer(answered, subject, options),
            _ when IsTimeout(exception) => string.Create(
                CultureInfo.InvariantCulture,
                $"{Where(options)} did not answer within {options.ProgressTimeout.TotalSeconds:0.###} s ({S3Retry.MostAttempts} attempts)"
            ),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            } when options.Endpoint is null => $"{Where(options)} cannot be reached: {OneLine(exception.Message)}",
            _ => $"{Where(options)} cannot be reached: {Innermost(exception)}",
        };

    /// <summary>The message of the exception at the bottom, on one line and not too long.</summary>
    internal static string Innermost(Exception exception) => OneLine(exception.GetBaseException().Message);

    private static string ExplainAnswer(AmazonServiceException answered, S3Subject subject, S3Options options) =>
        answered.ErrorCode switch
        {
            "NoSuchKey" => "there is no such key",
            "NoSuchBucket" => "there is no such bucket",
            "NoSuchVersion" => "there is no such version",
            "NoSuchUpload" => "there is no such upload, or no more",
            "InvalidObjectState" => "the object is archived; it has to be restored before it can be read",
            "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" =>
                $"the AWS credentials are not valid ({answered.ErrorCode})",
            "ExpiredToken" or "ExpiredTokenException" => "the AWS credentials have expired",
            "RequestTimeTooSkewed" => "this machine's clock is wrong by more than 15 minutes",
            "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" => OtherRegion(options),
            _ => ExplainStatus(answered, subject, options),
        };

    private static string ExplainStatus(AmazonServiceException answered, S3Subject subject, S3Options options) =>
        answered.StatusCode switch
        {
            HttpStatusCode.Forbidden when answered.Message.Contains("kms:Decrypt", StringComparison.Ordinal) =>
                "access denied: the permission kms:Decrypt on the object's key is needed",
            HttpStatusCode.Forbidden => $"access denied: the permission {subject.Permission} is needed{subject.Hint}",
            HttpStatusCode.NotFound => "there is no such bucket or key",
            HttpStatusCode.MovedPermanently
            or HttpStatusCode.Found
            or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect => OtherRegion(options),
            HttpStatusCode.PreconditionFailed => "the object has changed in the meantime",
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                $"S3 is busy ({Answer(answered)}), after {S3Retry.MostAttempts} attempts",
            >= HttpStatusCode.InternalServerError =>
                $"S3 failed ({Answer(answered)}), after {S3Retry.MostAttempts} attempts",
            _ => $"S3 answered {Answer(answered)}: {OneLine(answered.Message)}",
        };

    private static string Answer(AmazonServiceException answered) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)answered.StatusCode} {answered.ErrorCode}").TrimEnd();

    private static string OtherRegion(S3Options options) =>
        $"the bucket is not in region '{options.Region}'; set AWS_REGION to the bucket's region";

    private static string Where(S3Options options) =>
        options.Endpoint is { } endpoint ? $"S3 at {endpoint.Host}:{Port(endpoint)}" : $"S3 in {options.Region}";

    private static string Port(Uri endpoint) => endpoint.Port.ToString(CultureInfo.InvariantCulture);

    private static bool IsTimeout(Exception exception) =>
        exception is OperationCanceledException or TimeoutException
        || (exception.InnerException is { } inner && IsTimeout(inner));

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= MostCharacters ? line : $"{line.AsSpan(0, MostCharacters)}…";
    }
}
