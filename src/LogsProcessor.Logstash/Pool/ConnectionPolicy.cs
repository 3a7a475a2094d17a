using Microsoft.Extensions.ObjectPool;

namespace LogsProcessor.Logstash.Pool;

/// <summary>What the object pool keeps: open connections. One that is new is not connected yet; one that is closed is not taken back.</summary>
internal sealed class ConnectionPolicy : IPooledObjectPolicy<LogstashConnection>
{
    public LogstashConnection Create() => new();

    public bool Return(LogstashConnection obj) => obj.IsOpen;
}
