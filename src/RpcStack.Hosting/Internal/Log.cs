using Microsoft.Extensions.Logging;
using RpcStack.Transports;

namespace RpcStack.Hosting.Internal;

/// <summary>Everything that is logged. An id means its event for ever: docs/hosting.md lists them.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Listening on {Endpoint}")]
    public static partial void Listening(this ILogger log, RpcEndpoint endpoint);

    [LoggerMessage(2, LogLevel.Information, "Stopping; {Connections} connections drain")]
    public static partial void Stopping(this ILogger log, int connections);

    [LoggerMessage(3, LogLevel.Information, "Stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(10, LogLevel.Debug, "Connected with {Peer}")]
    public static partial void ConnectionOpened(this ILogger log, string peer);

    [LoggerMessage(11, LogLevel.Debug, "The connection with {Peer} is closed; {Sent} octets sent, {Received} received: {Reason}")]
    public static partial void ConnectionClosed(this ILogger log, string peer, long sent, long received, string? reason);

    [LoggerMessage(12, LogLevel.Warning, "{Peer} has been silent for a while")]
    public static partial void ConnectionSuspect(this ILogger log, string peer);

    [LoggerMessage(13, LogLevel.Information, "{Peer} is heard from again")]
    public static partial void ConnectionRecovered(this ILogger log, string peer);

    [LoggerMessage(14, LogLevel.Debug, "The connection with {Peer} takes no more calls")]
    public static partial void ConnectionDraining(this ILogger log, string peer);

    [LoggerMessage(20, LogLevel.Debug, "{Operation} took {Milliseconds:0.###} ms")]
    public static partial void CallCompleted(this ILogger log, Operation operation, double milliseconds);

    [LoggerMessage(21, LogLevel.Debug, "{Operation} ended with {Status} after {Milliseconds:0.###} ms: {Reason}")]
    public static partial void CallFailed(this ILogger log, Operation operation, string status, double milliseconds, string reason);

    [LoggerMessage(22, LogLevel.Error, "{Operation} threw what its contract does not declare")]
    public static partial void CallThrew(this ILogger log, Exception error, Operation operation);
}
