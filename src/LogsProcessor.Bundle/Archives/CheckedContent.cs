using LogsProcessor.Bundle.Zip;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Bundle.Archives;

/// <summary>A member's content as it was: whoever reads to its end knows that length and checksum are right.</summary>
/// <param name="content">The content, unpacked.</param>
/// <param name="member">What the directory says of it.</param>
/// <param name="archive">The archive's name, for messages.</param>
internal sealed class CheckedContent(Stream content, ZipMember member, string archive) : ReadOnlyStream(content)
{
    private long _bytes;
    private uint _crc;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await Inner.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new ArchiveException($"{archive}: member '{member.Name}' cannot be unpacked", exception);
        }

        _bytes += read;
        _crc = Crc32.Append(_crc, buffer.Span[..read]);
        if ((read == 0 && buffer.Length > 0) || _bytes > member.Bytes)
        {
            Check();
        }

        return read;
    }

    private void Check()
    {
        if ((_bytes, _crc) != (member.Bytes, member.Crc))
        {
            throw new ArchiveException(
                FormattableString.Invariant(
                    $"{archive}: member '{member.Name}' is damaged: {_bytes} bytes with CRC {_crc:x8} instead of {member.Bytes} with {member.Crc:x8}"
                )
            );
        }
    }
}
