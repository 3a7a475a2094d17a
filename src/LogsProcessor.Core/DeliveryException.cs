namespace LogsProcessor.Core;

/// <summary>Nothing more can be delivered in this run. The message says why.</summary>
public sealed class DeliveryException(string message) : IOException(message);
