using LogsProcessor.Core.Lines;
using LogsProcessor.Core.Parsing;

namespace LogsProcessor.Core;

/// <summary>Records that go on in the next line: Classic load balancers write a raw line feed that a client put into its user agent.</summary>
internal sealed partial class LineEncoder
{
    /// <summary>A raw line feed in a Classic user agent joins lines; the user agent is cut at 8 KB, so a record has few of them.</summary>
    private const int MostJoinedLines = 32;

    private const int MostJoinedBytes = 32 * 1024;

    /// <summary>
    /// Finishes a record whose user agent holds a raw line feed, by joining lines until it parses. It never swallows a line that
    /// begins like an entry: if joining leads nowhere, the first line stands alone, and the others are read for themselves.
    /// </summary>
    /// <returns>False if the next line is not in the buffer yet; the line will be read again.</returns>
    private bool TryFinish(LineReader lines, scoped ref Line line, out ParseOutcome outcome)
    {
        var first = line;
        outcome = Join(lines, ref line, readsAgain: false);
        if (outcome == ParseOutcome.Malformed)
        {
            outcome = StandAlone(lines, ref line, in first);
        }

        if (outcome == ParseOutcome.Malformed)
        {
            outcome = Join(lines, ref line, readsAgain: true);
        }

        if (outcome == ParseOutcome.Malformed)
        {
            StandAlone(lines, ref line, in first);
        }

        if (outcome == ParseOutcome.Unfinished)
        {
            lines.ReturnToStartOf(in first);
            return false;
        }

        return true;
    }

    private ParseOutcome StandAlone(LineReader lines, scoped ref Line line, scoped in Line first)
    {
        line = first;
        lines.ContinueBehind(in first);
        return parser.ParseAlone(first.Bytes, _record);
    }

    /// <summary>Joins lines until they are a record.</summary>
    /// <param name="lines">The lines behind.</param>
    /// <param name="line">The first line; then all that were joined.</param>
    /// <param name="readsAgain">Whether each is also read as if the user agent had been cut behind a backslash.</param>
    /// <returns>Unfinished if the next line is not in the buffer yet.</returns>
    private ParseOutcome Join(LineReader lines, scoped ref Line line, bool readsAgain)
    {
        for (var joined = 1; joined < MostJoinedLines && line.Bytes.Length < MostJoinedBytes; joined++)
        {
            var join = lines.TryJoinNext(ref line, out var next);
            if (join == JoinOutcome.NeedsMore)
            {
                return ParseOutcome.Unfinished;
            }

            if (join == JoinOutcome.NoNextLine || LineShape.BeginsEntry(next))
            {
                break;
            }

            var isRecord = readsAgain
                ? parser.ParseAlone(line.Bytes, _record) == ParseOutcome.Parsed
                : LineParser.TryParseJoined(line.Bytes, _record);
            if (isRecord)
            {
                return ParseOutcome.Parsed;
            }
        }

        return ParseOutcome.Malformed;
    }
}
