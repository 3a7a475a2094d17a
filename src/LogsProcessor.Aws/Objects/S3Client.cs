using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace LogsProcessor.Aws.Objects;

/// <summary>Sets up the SDK's client.</summary>
internal static class S3Client
{
    internal static AmazonS3Config Configure(S3Options options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,
            AuthenticationRegion = options.Region,
            // The options decide, wherever they come from: not the environment behind their back.
            IgnoreConfiguredEndpointUrls = true,
            // The session retries, by the clock that it was given.
            MaxErrorRetry = 0,
            ConnectTimeout = options.ConnectTimeout,
            Timeout = options.ProgressTimeout,
            // Other stores that speak S3 know no checksums, and those of S3 would cost a pass over each body.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return config;
    }
}
