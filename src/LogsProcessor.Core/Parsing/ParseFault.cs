using System.Text;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Core.Parsing;

/// <summary>Why a line is not a record.</summary>
public enum ParseFaultKind
{
    None,

    /// <summary>The line has the shape of no known format.</summary>
    NotRecognised,

    /// <summary>The line ends before the last field that the format's first generation had.</summary>
    TooFewFields,

    /// <summary>A quoted field has no closing quote.</summary>
    UnclosedQuote,

    /// <summary>A closing quote is followed by something other than a space.</summary>
    TextAfterQuote,

    /// <summary>A quote stands inside a field that did not begin with one.</summary>
    QuoteInField,

    /// <summary>Not a time, or a day or an hour that does not exist.</summary>
    NotATime,

    /// <summary>Not <c>address:port</c> with a port from 0 to 65535.</summary>
    NotAnEndpoint,

    /// <summary>Not a decimal number of seconds.</summary>
    NotSeconds,

    /// <summary>Not a whole number of 64 bits.</summary>
    NotAnInteger,

    /// <summary>Not a port from 0 to 65535.</summary>
    NotAPort,

    /// <summary>Longer than the bound for a line: only its head was kept.</summary>
    TooLong,
}

/// <summary>Where and why a line is not a record.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Field">The index of the field, from 0; for <see cref="ParseFaultKind.TooFewFields"/>, the number of fields there are.</param>
/// <param name="Position">The position in the line, in bytes from 0.</param>
/// <param name="Length">The length of the offending text, in bytes.</param>
public readonly record struct ParseFault(ParseFaultKind Kind, int Field, int Position, int Length)
{
    /// <summary>At most so many bytes of a line are quoted in a message.</summary>
    private const int QuotedBytes = 80;

    /// <summary>The fault in words: which field, what stands there, what would be right.</summary>
    /// <param name="table">The format the line was read as, or null where none was recognised.</param>
    /// <param name="line">The line.</param>
    public string Describe(FormatTable? table, ReadOnlySpan<byte> line)
    {
        if (table is null)
        {
            return $"not recognised as a line of any load balancer log format{ForeignShape.Hint(line)}";
        }

        var field = Kind == ParseFaultKind.TooFewFields ? "" : $"field {Field + 1} ({NameOf(table)}): ";
        var text = Quote(line.Slice(Math.Min(Position, line.Length)), Length);
        var reason = Kind switch
        {
            ParseFaultKind.TooFewFields => $"{Field} fields, where {table.Name} has at least {table.MinimumFields}",
            ParseFaultKind.UnclosedQuote => $"the quote at byte {Position} is never closed",
            ParseFaultKind.TextAfterQuote => $"{text} follows the closing quote at byte {Position} without a space",
            ParseFaultKind.QuoteInField => $"a quote inside {text}, which did not begin with one",
            ParseFaultKind.NotATime => $"{text} is not a time of the form 2006-01-02T15:04:05.999999Z",
            ParseFaultKind.NotAnEndpoint => $"{text} is not an address and a port from 0 to 65535, as in 10.0.0.1:443",
            ParseFaultKind.NotSeconds => $"{text} is not a number of seconds",
            ParseFaultKind.NotAnInteger => $"{text} is not a whole number of 64 bits",
            ParseFaultKind.NotAPort => $"{text} is not a port from 0 to 65535",
            ParseFaultKind.TooLong => "the line is too long",
            _ => Kind.ToString(),
        };

        return $"{field}{reason}{ForeignShape.Hint(line)}";
    }

    private string NameOf(FormatTable table) => Field < table.Fields.Length ? table.Fields[Field].Name : "extra";

    private static string Quote(ReadOnlySpan<byte> text, int length) =>
        length <= QuotedBytes
            ? $"'{Encoding.UTF8.GetString(text[..Math.Min(length, text.Length)])}'"
            : $"'{Encoding.UTF8.GetString(text[..Math.Min(QuotedBytes, text.Length)])}…'";
}
