namespace LogsProcessor.Cli.Generating;

/// <summary>Writes the fields of one format's lines, all of today's generation.</summary>
internal interface ILineWriter
{
    /// <summary>Writes the fields of the next line, each ended.</summary>
    void Write();
}
