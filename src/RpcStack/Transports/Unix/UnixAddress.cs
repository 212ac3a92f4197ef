using System.Net.Sockets;
using System.Text;
using RpcStack.Transports.Internal;

namespace RpcStack.Transports.Unix;

/// <summary>Endpoints as the system wants them, and its errors as the stack wants them.</summary>
internal static class UnixAddress
{
    public static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public static bool IsAbstract(RpcEndpoint endpoint) => endpoint.Path[0] == '@';

    public static UnixDomainSocketEndPoint Of(RpcEndpoint endpoint)
    {
        bool isAbstract = IsAbstract(endpoint);
        if (isAbstract && !OperatingSystem.IsLinux())
        {
            throw new RpcException(
                RpcStatus.Unimplemented, $"{endpoint}: only Linux has sockets without a file.", RpcPhase.Connect);
        }

        try
        {
            return new UnixDomainSocketEndPoint(isAbstract ? "\0" + endpoint.Path[1..] : endpoint.Path);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // struct sockaddr_un has room for 108 octets on Linux, 104 on BSD, a zero at the end included.
            int limit = OperatingSystem.IsLinux() ? 107 : 103;
            int size = Encoding.UTF8.GetByteCount(endpoint.Path);
            throw new RpcException(
                RpcStatus.InvalidArgument,
                $"{endpoint}: the path has {size} octets, and a socket's has at most {limit}.",
                RpcPhase.Connect,
                error);
        }
    }

    public static RpcException Translate(SocketException error, RpcEndpoint endpoint, bool isListening)
    {
        // ENOENT and ENOTDIR, among others, come as "address not available".
        (RpcStatus Status, string Reason)? own = error.SocketErrorCode switch
        {
            SocketError.AddressNotAvailable when isListening => (RpcStatus.InvalidArgument, "its folder does not exist"),
            SocketError.AddressNotAvailable => (RpcStatus.Unavailable, "nobody listens there: the file does not exist"),
            SocketError.AddressAlreadyInUse => (RpcStatus.AlreadyExists, "the path is taken"),
            SocketError.AccessDenied => (RpcStatus.PermissionDenied, "the file's or folder's permissions forbid it"),
            SocketError.WouldBlock => (RpcStatus.Unavailable, "its queue of connections stays full"),
            _ => null,
        };
        return own is { } known
            ? new RpcException(known.Status, $"{endpoint}: {known.Reason}.", RpcPhase.Connect, error)
            : error.ToRpcException(endpoint.ToString(), RpcPhase.Connect);
    }
}
