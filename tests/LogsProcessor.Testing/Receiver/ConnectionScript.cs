namespace LogsProcessor.Testing.Receiver;

/// <summary>What goes wrong with a connection, once the receiver has read <see cref="ConnectionScript.FaultAfter"/> bytes.</summary>
public enum ConnectionFault
{
    /// <summary>Nothing: it is read to its end, then closed.</summary>
    None,

    /// <summary>The receiver sends its FIN before the sender's, and reads on to the end.</summary>
    HalfClose,

    /// <summary>The receiver closes, whether data is unread or not: accept-then-drop, if after 0 bytes.</summary>
    Close,

    /// <summary>The receiver sends a RST.</summary>
    Reset,

    /// <summary>The receiver reads no more, and keeps the connection open until it is disposed of.</summary>
    Stall,

    /// <summary>The receiver reads all there is, but never closes its side.</summary>
    HoldOpen,

    /// <summary>
    /// The receiver sends its FIN before the sender's, and closes at once with data unread: FIN, then RST. No sender can tell that from
    /// an orderly end if all it sent fitted into the receiver's buffer: give it more than that.
    /// </summary>
    Abandon,
}

/// <summary>How the fake receiver treats one connection.</summary>
public sealed record ConnectionScript
{
    /// <summary>Accepts, reads to the end and closes, as quickly as it can.</summary>
    public static ConnectionScript Orderly { get; } = new();

    /// <summary>Awaited before the connection is accepted; until then it waits in the kernel's backlog. Null: at once.</summary>
    public Func<CancellationToken, Task>? BeforeAccept { get; init; }

    /// <summary>Awaited before each read. Null: at once.</summary>
    public Func<CancellationToken, Task>? BeforeRead { get; init; }

    /// <summary>The most bytes of one read.</summary>
    public int ReadSize { get; init; } = 64 * 1024;

    /// <summary>What goes wrong.</summary>
    public ConnectionFault Fault { get; init; }

    /// <summary>After how many bytes read. Default 0.</summary>
    public long FaultAfter { get; init; }
}
