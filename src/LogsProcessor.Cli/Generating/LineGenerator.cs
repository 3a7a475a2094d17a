using LogsProcessor.Core.Formats;

namespace LogsProcessor.Cli.Generating;

/// <summary>
/// Writes synthetic log lines that look like real traffic, odd lines at realistic rates among them. The same format, generation and
/// seed give the same bytes everywhere, and fewer lines are the beginning of more.
/// </summary>
internal sealed class LineGenerator
{
    private static readonly Dictionary<LogFormat, int[]> FieldCounts = new()
    {
        [LogFormat.Classic] = [12, 15],
        [LogFormat.Alb] = [18, 20, 23, 24, 25, 27, 29, 30, 33, 34],
        [LogFormat.AlbConnection] = [11, 12, 13, 15],
        [LogFormat.AlbHealthCheck] = [8, 10],
        [LogFormat.Nlb] = [18, 21, 22],
    };

    private readonly LogText _text = new();
    private readonly Traffic _traffic;
    private readonly ILineWriter _writer;
    private readonly int _fields;

    /// <summary>A generator of one stream of lines.</summary>
    /// <param name="format">The format.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="fields">The number of fields, which is what tells the format's generations apart; one of <see cref="GenerationsOf"/>.</param>
    public LineGenerator(LogFormat format, int seed, int fields)
    {
        _fields = fields;
        _traffic = new Traffic(new Dice((ulong)seed), _text);
        _writer = format switch
        {
            LogFormat.Classic => new ClassicLines(_traffic),
            LogFormat.Alb => new AlbLines(_traffic),
            LogFormat.AlbConnection => new ConnectionLines(_traffic),
            LogFormat.AlbHealthCheck => new HealthCheckLines(_traffic),
            LogFormat.Nlb => new NlbLines(_traffic, hasVersion2: fields > GenerationsOf(format)[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a known log format"),
        };
    }

    /// <summary>The numbers of fields that the format's lines have had, today's last.</summary>
    public static IReadOnlyList<int> GenerationsOf(LogFormat format) => FieldCounts[format];

    /// <summary>Writes so many lines to <paramref name="output"/>.</summary>
    public void Write(Stream output, long lines, CancellationToken stop)
    {
        for (var line = 0L; line < lines; line++)
        {
            _traffic.Pass();
            _writer.Write();
            _text.EndLine(_fields);
            if (_text.FlushIfFull(output))
            {
                stop.ThrowIfCancellationRequested();
            }
        }

        _text.Flush(output);
    }
}
