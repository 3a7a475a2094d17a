using Amazon.S3.Model;
using LogsProcessor.Aws.Objects;

namespace LogsProcessor.Aws.Copying;

/// <summary>Copying in parts, side by side, what is too large for one request.</summary>
internal sealed partial class ObjectCopy
{
    /// <summary>Longest time for taking back what was begun, when there is no time for anything else.</summary>
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    private async Task CopyInPartsAsync(long size, CancellationToken cancel)
    {
        var begin = new InitiateMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = KeptSlash.Of(target.Key),
            StorageClass = StorageClass,
        };
        await new CopiedProperties(_ask, source).ApplyAsync(begin, cancel);
        var upload = await _ask.RunAsync(client => client.InitiateMultipartUploadAsync(begin, cancel), cancel);
        try
        {
            await CompleteAsync(upload.UploadId, await CopyPartsAsync(upload.UploadId, size, cancel), cancel);
        }
        catch (ObjectException exception)
        {
            // Parts that nobody completes are paid for until somebody aborts them.
            if (await IsAbortedAsync(upload.UploadId))
            {
                throw;
            }

            throw new ObjectException(
                $"{exception.Message}; its unfinished upload {upload.UploadId} to {target} is left: abort it, or have a lifecycle rule do so",
                exception
            )
            {
                IsChanged = exception.IsChanged,
                IsMissing = exception.IsMissing,
            };
        }
        catch (OperationCanceledException)
        {
            await IsAbortedAsync(upload.UploadId);
            throw;
        }
    }

    private async Task CompleteAsync(string upload, List<PartETag> parts, CancellationToken cancel)
    {
        var end = new CompleteMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = KeptSlash.Of(target.Key),
            UploadId = upload,
            PartETags = parts,
            IfNoneMatch = NoneThere,
            IfMatch = ThereBefore,
        };
        try
        {
            await _ask.RunAsync(
                async client => Confirmed((await client.CompleteMultipartUploadAsync(end, cancel)).ETag),
                cancel
            );
        }
        catch (ObjectException exception) when (exception.IsMissing)
        {
            // An attempt whose answer was lost has made it the object, or somebody has aborted it: what is at the target tells.
            throw new ObjectException(exception.Message, exception) { IsChanged = true, IsMissing = true };
        }
    }

    private async Task<List<PartETag>> CopyPartsAsync(string upload, long size, CancellationToken cancel)
    {
        var partBytes = Math.Max(options.PartBytes, (size + options.MostParts - 1) / options.MostParts);
        var parts = new PartETag[(int)((size + partBytes - 1) / partBytes)];
        await Parallel.ForAsync(
            0,
            parts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.ParallelParts, CancellationToken = cancel },
            async (index, stop) =>
            {
                var first = index * partBytes;
                var part = NewPart(upload, index + 1, first, Math.Min(first + partBytes, size) - 1);
                var etag = await _ask.RunAsync(
                    async client => Confirmed((await client.CopyPartAsync(part, stop)).ETag),
                    stop
                );
                parts[index] = new PartETag(index + 1, etag);
            }
        );
        return [.. parts];
    }

    private CopyPartRequest NewPart(string upload, int number, long first, long last) =>
        new()
        {
            SourceBucket = source.Bucket,
            SourceKey = source.Key,
            SourceVersionId = source.VersionId,
            DestinationBucket = target.Bucket,
            DestinationKey = KeptSlash.Of(target.Key),
            ETagToMatch = ConditionOn(source) is { } condition ? [condition] : [],
            UploadId = upload,
            PartNumber = number,
            FirstByte = first,
            LastByte = last,
        };

    /// <summary>Takes back what was begun, in a moment, for there may be no time left. What is not there any more is as good.</summary>
    /// <returns>Whether nothing of it is left.</returns>
    private async Task<bool> IsAbortedAsync(string upload)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = target.Bucket,
            Key = KeptSlash.Of(target.Key),
            UploadId = upload,
        };
        using var late = new CancellationTokenSource(AbortTimeout, session.Clock);
        try
        {
            await _ask.RunAsync(client => client.AbortMultipartUploadAsync(request, late.Token), late.Token);
            return true;
        }
        catch (ObjectException exception)
        {
            return exception.IsMissing;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
