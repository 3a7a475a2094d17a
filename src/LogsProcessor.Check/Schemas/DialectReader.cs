using System.Text.Json;

namespace LogsProcessor.Check.Schemas;

/// <summary>Reads how a Data Resource says that its file is written.</summary>
internal static class DialectReader
{
    /// <summary>Reads the delimiter of a dialect; null if there is none.</summary>
    /// <param name="top">What may have a dialect.</param>
    /// <param name="faults">Where faults go: what a dialect asks for besides, and is not known.</param>
    internal static byte? Read(SchemaJson top, List<string> faults)
    {
        if (top.Member("dialect") is not { } found)
        {
            return null;
        }

        if (found.ValueKind != JsonValueKind.Object)
        {
            top.Fault("dialect", "it has to stand here itself, as an object");
            return null;
        }

        var dialect = new SchemaJson(found, "the dialect", faults);
        if (dialect.Text("quoteChar") is not (null or "\""))
        {
            dialect.Fault("quoteChar", "only '\"' is allowed");
        }

        if (!dialect.Flag("header", true))
        {
            dialect.Fault("header", "only files with a header can be checked");
        }

        if (!dialect.Flag("doubleQuote", true))
        {
            dialect.Fault("doubleQuote", "only true is allowed");
        }

        dialect.Refuse("escapeChar", "quotes are escaped by doubling them");
        dialect.Refuse("commentChar", "comments are not known");
        dialect.Refuse("commentRows", "comments are not known");
        dialect.Refuse("nullSequence", "'missingValues' of the schema says what stands for no value");
        if (dialect.Flag("skipInitialSpace"))
        {
            dialect.Fault("skipInitialSpace", "only false is allowed");
        }

        if (dialect.Text("lineTerminator") is not (null or "\r\n" or "\n" or "\r"))
        {
            dialect.Fault("lineTerminator", "only line ends are allowed: CR LF, LF or CR");
        }

        if (dialect.Member("headerRows") is { } rows && rows.GetRawText().Trim('[', ']', ' ') != "1")
        {
            dialect.Fault("headerRows", "only [1] is allowed: the first row");
        }

        return dialect.Character("delimiter");
    }
}
