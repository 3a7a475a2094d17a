using System.Globalization;
using System.Text.Json;
using LogsProcessor.Core.Formats;

namespace LogsProcessor.Cli.Explaining;

/// <summary>A document that was written, to look up what it holds.</summary>
internal sealed class ExplainedDocument(ReadOnlyMemory<byte> json) : IDisposable
{
    private readonly JsonDocument _document = JsonDocument.Parse(json);

    /// <summary>The member at that path as it stands in the document, or null if there is none.</summary>
    public string? Find(string path) => FindElement(path) is { } element ? Printable.Of(element.GetRawText()) : null;

    /// <summary>Where an undocumented field is kept, and what is there.</summary>
    public (string Member, string Value) Extra(Layout layout, int number)
    {
        var path = layout switch
        {
            Layout.Ecs => "aws.elb.extra",
            Layout.Aws => "extra",
            _ => "Extra",
        };
        var value = FindElement(path)!.Value[number].GetRawText();
        return (string.Create(CultureInfo.InvariantCulture, $"{path}[{number}]"), Printable.Of(value));
    }

    public void Dispose() => _document.Dispose();

    private JsonElement? FindElement(string path)
    {
        var element = _document.RootElement;
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }
}
