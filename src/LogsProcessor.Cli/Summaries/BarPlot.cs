using System.Globalization;
using System.Net;
using System.Text;

namespace LogsProcessor.Cli.Summaries;

/// <summary>A part of each bar.</summary>
/// <param name="Name">What it is, for the legend.</param>
/// <param name="Style">The class that gives it its colour.</param>
/// <param name="Of">Its height in a stretch of time.</param>
internal sealed record BarPart(string Name, string Style, Func<PlotSlot, double> Of);

/// <summary>
/// Bars over time, as inline SVG. The drawing is stretched to the page's width, so all text stands outside of it, in HTML: it stays as
/// large as the page's, also on a phone.
/// </summary>
/// <param name="title">What is shown.</param>
/// <param name="explanation">What a bar stands for.</param>
/// <param name="parts">The parts of a bar, from its foot.</param>
/// <param name="describe">A height in words.</param>
internal sealed class BarPlot(
    string title,
    string explanation,
    IReadOnlyList<BarPart> parts,
    Func<double, string> describe
)
{
    private const int Width = 720;
    private const int Height = 160;

    /// <summary>Between two bars, as a part of a stretch of time.</summary>
    private const double Gap = 0.2;

    /// <summary>What there is must be seen, however small beside the rest.</summary>
    private const double LeastHeight = 2;

    /// <summary>Writes the plot.</summary>
    public void Write(StringBuilder html, IReadOnlyList<PlotSlot> slots)
    {
        var most = slots.Max(slot => parts.Sum(part => part.Of(slot)));
        html.Append(
            CultureInfo.InvariantCulture,
            $"<figure><figcaption><h2>{Html(title)}</h2><p>{Html(explanation)}</p>"
        );
        WriteLegend(html);
        html.Append(CultureInfo.InvariantCulture, $"</figcaption><p class=\"top\">{Html(describe(most))}</p>");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {Width} {Height}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Html(title)}\">"
        );
        html.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M0 .5H{Width}M0 {Height / 2}H{Width}\"/>");
        for (var index = 0; index < slots.Count && most > 0; index++)
        {
            WriteBar(html, slots, index, most);
        }

        html.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M0 {Height - 0.5}H{Width}\"/></svg>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"times\"><span>{TimeOf(slots[0].Start)}</span>");
        html.Append(CultureInfo.InvariantCulture, $"<span>{TimeOf(slots[^1].Runs[^1].Time)}</span></p></figure>\n");
    }

    private void WriteLegend(StringBuilder html)
    {
        if (parts.Count > 1)
        {
            html.Append("<ul class=\"legend\">");
            foreach (var part in parts)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li><i class=\"{part.Style}\"></i>{Html(part.Name)}</li>");
            }

            html.Append("</ul>");
        }
    }

    private void WriteBar(StringBuilder html, IReadOnlyList<PlotSlot> slots, int index, double most)
    {
        var slot = slots[index];
        var step = (double)Width / slots.Count;
        var foot = (double)Height;
        var heights = parts.Select(part => (Part: part, Value: part.Of(slot))).Where(it => it.Value > 0).ToList();
        if (heights.Count == 0)
        {
            return;
        }

        var words = heights.Select(it => $"{it.Part.Name} {describe(it.Value)}");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<g><title>{TimeOf(slot.Start)}, {slot.Runs.Count} runs: {Html(string.Join(", ", words))}</title>"
        );
        foreach (var (part, value) in heights)
        {
            var height = Math.Min(foot, Math.Max(LeastHeight, value / most * Height));
            foot -= height;
            html.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{part.Style}\" x=\"{(index + (Gap / 2)) * step:0.##}\" y=\"{foot:0.##}\" width=\"{(1 - Gap) * step:0.##}\" height=\"{height:0.##}\"/>"
            );
        }

        html.Append("</g>");
    }

    private static string TimeOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
