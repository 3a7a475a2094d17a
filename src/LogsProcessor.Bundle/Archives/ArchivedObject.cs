using System.Buffers;
using LogsProcessor.Bundle.Zip;
using LogsProcessor.Core;

namespace LogsProcessor.Bundle.Archives;

/// <summary>
/// A member of an archive, as the log object that it was: it has that object's key, and where the archive tells them, its bucket and
/// ETag. So its lines have the ids that they had, or would have had, shipped from the object itself.
/// </summary>
public sealed class ArchivedObject : ILogObject
{
    private readonly IArchiveFile _file;

    internal ArchivedObject(IArchiveFile file, ZipMember member, BundleOrigin? origin)
    {
        _file = file;
        Member = member;
        Key = MemberName.ToKey(member.Name);
        Name = $"{file.Name}!{Key}";
        Identity =
            origin is null || member.ETag.Length == 0
                ? new ObjectIdentity("", Name, FormattableString.Invariant($"{member.Bytes}-{member.Crc:x8}"))
                : new ObjectIdentity(origin.Bucket, Key, member.ETag);
    }

    /// <summary>What the archive's directory says of it.</summary>
    public ZipMember Member { get; }

    /// <summary>Archive and key: <c>s3://archive/day.zip!AWSLogs/…</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public string Key { get; }

    /// <summary>
    /// The object that it was. In an archive that does not tell it is the archive's name and the member's, and length and checksum stand
    /// for the ETag.
    /// </summary>
    public ObjectIdentity Identity { get; }

    /// <inheritdoc/>
    public async ValueTask<OpenedObject> OpenAsync(CancellationToken cancel) =>
        new(Identity, await MemberContent.OpenAsync(_file, Member, cancel), Member.Bytes);

    /// <summary>Writes its line of the archive's index, line end included.</summary>
    public void WriteIndexLine(IBufferWriter<byte> lines) => IndexWriter.WriteLine(lines, this);

    /// <summary>Reads it from the archive's bytes, which are at <paramref name="position"/>, and checks it.</summary>
    /// <returns>The position behind it.</returns>
    internal async ValueTask<long> VerifyAsync(Stream archive, long position, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            if (Member.Offset < position)
            {
                throw new ArchiveException(
                    $"{_file.Name}: member '{Member.Name}' lies before the one that stands before it in the directory"
                );
            }

            var counted = new BoundedStream(archive, long.MaxValue, leavesOpen: true);
            await PassAsync(counted, Member.Offset - position, buffer, cancel);
            var (content, kept) = await MemberContent.OpenNextAsync(counted, _file.Name, Member, cancel);
            await using (content)
            {
                while (await content.ReadAsync(buffer, cancel) > 0) { }
            }

            await PassAsync(counted, kept.Left, buffer, cancel);
            return position + (long.MaxValue - counted.Left);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask PassAsync(Stream archive, long count, byte[] buffer, CancellationToken cancel)
    {
        while (count > 0)
        {
            var read = await archive.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), cancel);
            count -=
                read > 0
                    ? read
                    : throw new ArchiveException($"{_file.Name}: it ends before member '{Member.Name}' does");
        }
    }
}
