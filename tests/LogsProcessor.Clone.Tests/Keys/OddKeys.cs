namespace LogsProcessor.Clone.Tests.Keys;

/// <summary>Keys that S3 allows and programs stumble over.</summary>
internal static class OddKeys
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } =
    [
        "root.log",
        "a//b",
        "a/",
        "a/b/",
        "/leading",
        "//",
        "a b c",
        " leading space",
        "trailing space ",
        "a+b%2Fc%20d",
        "100%",
        "what?x=1&y=2#fragment",
        "../up/../and/./down",
        ".",
        "..",
        "a/../b",
        "semi;colon,comma=equals:at@dollar$",
        "quote'\"and<angle>&amp;",
        "back\\slash|pipe^caret`tick~tilde{brace}[bracket]",
        "emoji/\U0001F600.log",
        "emoji/\uFB01.log",
        "é/e\u0301/日本語",
        "one or two characters/\u00E9",
        "one or two characters/e\u0301",
        "tab\tand\u0001control\u007f",
        "line\nfeed\r\n",
        "\uFFFD\uE000private",
        new string('k', 1024),
        string.Concat(Enumerable.Repeat("\U0001F680", 256)),
    ];
}
