using System.Buffers;
using System.Text;

namespace LogsProcessor.Functions.Hosting;

/// <summary>Writes each text to a stream in one piece, in UTF-8. The console's own writer makes a dozen of a summary.</summary>
internal sealed class PieceWriter(Stream stream) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.GetMaxByteCount(buffer.Length));
        var length = Encoding.GetBytes(buffer, bytes);
        stream.Write(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
