using System.Globalization;
using System.Text;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace LogsProcessor.Functions.Hosting;

/// <summary>
/// The function's log: a handful of plain lines a run, and the summary, all through Serilog's console sink. Each event is written
/// in one piece, as CloudWatch needs it to find the metrics in the summary.
/// </summary>
internal static class RunLog
{
    /// <summary>The property that holds a summary.</summary>
    internal const string SummaryProperty = "Summary";

    /// <summary>The log, which takes the console over.</summary>
    /// <param name="output">Where its lines go: the standard output.</param>
    internal static Logger Create(Stream output)
    {
        Console.SetOut(new PieceWriter(output));
        return new LoggerConfiguration().WriteTo.Console(new Formatter()).CreateLogger();
    }

    /// <summary>Writes the summary: its line alone, as it is.</summary>
    internal static void Summary(this ILogger log, string summary) => log.Information("{Summary}", summary);

    private sealed class Formatter : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            if (
                logEvent.Properties.TryGetValue(SummaryProperty, out var value)
                && value is ScalarValue { Value: string summary }
            )
            {
                output.Write(summary);
                output.Write('\n');
                return;
            }

            var level = logEvent.Level switch
            {
                >= LogEventLevel.Error => "ERROR",
                LogEventLevel.Warning => "WARN",
                _ => "INFO",
            };
            output.Write($"{level} {Render(logEvent)}\n");
            if (logEvent.Exception is { } exception)
            {
                output.Write($"{level} {exception.ToString().ReplaceLineEndings(" | ")}\n");
            }
        }

        /// <summary>The message with its texts as they are: they are for people, who need no quotes around them.</summary>
        private static string Render(LogEvent logEvent)
        {
            var text = new StringBuilder();
            foreach (var token in logEvent.MessageTemplate.Tokens)
            {
                if (
                    token is Serilog.Parsing.PropertyToken property
                    && logEvent.Properties.TryGetValue(property.PropertyName, out var value)
                    && value is ScalarValue { Value: var scalar }
                )
                {
                    text.Append(CultureInfo.InvariantCulture, $"{scalar}");
                }
                else
                {
                    text.Append(token);
                }
            }

            return text.Replace('\n', ' ').ToString();
        }
    }
}
