using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Aws.Roles;

/// <summary>
/// Assumes a role: one signed POST to STS, made again where STS or the network may have only a bad moment. Thread-safe.
/// </summary>
public sealed class RoleClient : IDisposable
{
    private const string ContentType = "application/x-www-form-urlencoded";

    private readonly RoleOptions _options;
    private readonly LateCredentials _credentials;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    /// <summary>Nothing is connected, and no credentials are looked for, until the role is first assumed.</summary>
    public RoleClient(RoleOptions options, TimeProvider clock)
        : this(options, clock, () => DefaultAWSCredentialsIdentityResolver.GetCredentials()) { }

    internal RoleClient(RoleOptions options, TimeProvider clock, Func<AWSCredentials> findCredentials)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        _credentials = new LateCredentials(findCredentials, TimeSpan.FromSeconds(5), clock);
        _http = new HttpClient { Timeout = options.Timeout };
    }

    /// <summary>The role.</summary>
    public RoleOptions Options => _options;

    /// <summary>Assumes the role.</summary>
    /// <param name="name">The session's name, which AWS's own logs show: 2 to 64 letters, digits and <c>_+=,.@-</c>.</param>
    /// <param name="policy">The session may do no more than this.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RoleException">STS refuses, or cannot be reached.</exception>
    public async Task<RoleSession> AssumeAsync(string name, string policy, CancellationToken cancel)
    {
        var form = Form(name, policy);
        for (var attempt = 1; ; attempt++)
        {
            var (session, fault, isPassing) = await TryAsync(form, cancel);
            if (session is not null)
            {
                return session;
            }

            if (!isPassing || attempt == S3Retry.MostAttempts)
            {
                throw new RoleException($"{_options.Arn}: {fault}");
            }

            await S3Retry.WaitAsync(attempt, _clock, cancel);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private byte[] Form(string name, string policy)
    {
        KeyValuePair<string, string>[] fields =
        [
            new("Action", "AssumeRole"),
            new("Version", "2011-06-15"),
            new("RoleArn", _options.Arn),
            new("RoleSessionName", name),
            new("DurationSeconds", ((int)_options.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            new("Policy", policy),
        ];
        return Encoding.UTF8.GetBytes(
            string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))
        );
    }

    private async Task<(RoleSession? Session, string? Fault, bool IsPassing)> TryAsync(
        byte[] form,
        CancellationToken cancel
    )
    {
        try
        {
            using var request = await NewRequestAsync(form);
            using var response = await _http.SendAsync(request, cancel);
            var answer = await response.Content.ReadAsStringAsync(cancel);
            return response.IsSuccessStatusCode
                ? (Read(answer), null, false)
                : (null, Explain(response.StatusCode, answer), IsPassing(response.StatusCode, answer));
        }
        catch (NoCredentialsException exception)
        {
            return (null, exception.Message, false);
        }
        catch (XmlException exception)
        {
            return (null, $"STS answered something that is no XML: {exception.Message}", false);
        }
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or AmazonClientException
            )
        {
            cancel.ThrowIfCancellationRequested();
            return (null, $"STS cannot be reached: {S3Faults.Innermost(exception)}", true);
        }
    }

    private async Task<HttpRequestMessage> NewRequestAsync(byte[] form)
    {
        var found = await _credentials.GetCredentialsAsync();
        var token = string.IsNullOrEmpty(found.Token) ? null : found.Token;
        var domain = _options.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
        var address = new Uri(_options.Endpoint ?? new Uri($"https://sts.{_options.Region}.{domain}/"), "/");
        var added = new SignatureV4(_options.Region, "sts").Sign(
            "POST",
            address.AbsolutePath,
            [new("Host", address.Authority), new("Content-Type", ContentType)],
            form,
            new SigningKey(found.AccessKey, found.SecretKey, token),
            _clock.GetUtcNow()
        );
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        foreach (var (name, value) in added)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static RoleSession Read(string answer)
    {
        var xml = XDocument.Parse(answer);
        return new RoleSession(
            TextOf("AccessKeyId"),
            TextOf("SecretAccessKey"),
            TextOf("SessionToken"),
            DateTimeOffset.Parse(TextOf("Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        );

        string TextOf(string name) =>
            xml.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value
            ?? throw new RoleException($"STS answered credentials without '{name}'");
    }

    private static bool IsPassing(HttpStatusCode status, string answer) =>
        status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
        || answer.Contains("Throttl", StringComparison.Ordinal);

    private static string Explain(HttpStatusCode status, string answer)
    {
        const int mostCharacters = 200;
        var said = answer.ReplaceLineEndings(" ").Trim();
        said = said.Length <= mostCharacters ? said : $"{said.AsSpan(0, mostCharacters)}…";
        var what =
            status == HttpStatusCode.Forbidden
                ? "access denied: sts:AssumeRole is needed, and the role has to trust this program's identity"
                : "STS does not let it be assumed";
        return string.Create(CultureInfo.InvariantCulture, $"{what} ({(int)status} {said})");
    }
}
