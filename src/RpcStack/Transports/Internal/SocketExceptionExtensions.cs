using System.Net.Sockets;

namespace RpcStack.Transports.Internal;

internal static class SocketExceptionExtensions
{
    /// <summary>The one place where socket errors become the stack's own, each with what it means to a caller.</summary>
    public static RpcException ToRpcException(this SocketException error, string place, RpcPhase phase)
    {
        (RpcStatus status, string reason) = error.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => (RpcStatus.Unavailable, "nobody listens there"),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                (RpcStatus.Unavailable, "the name has no address"),
            SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown =>
                (RpcStatus.Unavailable, "there is no route to it"),
            SocketError.TimedOut => (RpcStatus.Unavailable, "it does not answer"),
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown =>
                (RpcStatus.Unavailable, "the connection was reset"),
            SocketError.OperationAborted or SocketError.NotConnected or SocketError.NotSocket =>
                (RpcStatus.Unavailable, "the connection was closed on this side"),
            SocketError.AddressAlreadyInUse => (RpcStatus.AlreadyExists, "the port is taken"),
            SocketError.AddressNotAvailable => (RpcStatus.InvalidArgument, "the address is not one of this machine's"),
            SocketError.AccessDenied => (RpcStatus.PermissionDenied, "this process may not use that port"),
            SocketError.TooManyOpenSockets => (RpcStatus.ResourceExhausted, "this process has no file descriptor left"),
            _ => (RpcStatus.Unavailable, error.Message),
        };
        return new RpcException(status, $"{place}: {reason}.", phase, error);
    }
}
