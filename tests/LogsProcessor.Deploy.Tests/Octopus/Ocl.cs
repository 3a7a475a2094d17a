namespace LogsProcessor.Deploy.Tests.Octopus;

/// <summary>A block of an OCL document, or the document itself, whose name is empty.</summary>
internal sealed record OclBlock(string Name, IReadOnlyList<string> Labels)
{
    /// <summary>Its attributes: a text, a number, true or false, null, a list of these, or a dictionary of texts to these.</summary>
    internal Dictionary<string, object?> Attributes { get; } = [];

    /// <summary>The blocks in it.</summary>
    internal List<OclBlock> Blocks { get; } = [];

    /// <summary>The blocks of this name, at any depth.</summary>
    internal IEnumerable<OclBlock> All(string name) =>
        Blocks.SelectMany(it => it.Name == name ? it.All(name).Prepend(it) : it.All(name));

    /// <summary>Every text in it, at any depth.</summary>
    internal IEnumerable<string> Texts() =>
        Attributes.Values.SelectMany(TextsOf).Concat(Labels).Concat(Blocks.SelectMany(it => it.Texts()));

    private static IEnumerable<string> TextsOf(object? value) =>
        value switch
        {
            string text => [text],
            IReadOnlyList<object?> list => list.SelectMany(TextsOf),
            IReadOnlyDictionary<string, object?> dictionary => dictionary.Values.SelectMany(TextsOf),
            _ => [],
        };
}

/// <summary>Text is no OCL.</summary>
internal sealed class OclException(string message) : Exception(message);
