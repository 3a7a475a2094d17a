using System.Net.Sockets;

namespace LogsProcessor.Logstash.Pool;

/// <summary>Socket errors in the words an operator knows.</summary>
internal static class SocketFault
{
    internal static string Describe(SocketException exception) =>
        exception.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused: nothing listens there",
            SocketError.HostNotFound or SocketError.NoData => "the host name is not known",
            SocketError.TryAgain => "the host name could not be resolved for now",
            SocketError.ConnectionReset => "the receiver reset the connection",
            SocketError.Shutdown or SocketError.ConnectionAborted => "the receiver closed the connection",
            SocketError.TimedOut => "no answer from the host",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no route to the host",
            _ => exception.Message,
        };
}
