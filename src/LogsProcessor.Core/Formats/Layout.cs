namespace LogsProcessor.Core.Formats;

/// <summary>How a document names and groups what a line says.</summary>
public enum Layout
{
    /// <summary>Elastic Common Schema 8: nested objects, ready for Kibana's own views. The default.</summary>
    Ecs,

    /// <summary>Flat, under AWS's own field names.</summary>
    Aws,

    /// <summary>The names of the system that came first; Classic and ALB access lines only.</summary>
    Original,
}
