using System.Net;

namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>What makes two datagrams the same call: their sender, their transaction id, and what they ask.</summary>
/// <param name="Sender">The address and port.</param>
/// <param name="Xid">The transaction id, which a client may use again some day.</param>
/// <param name="Contents">A hash of the whole message.</param>
internal readonly record struct CallKey(SocketAddress Sender, uint Xid, int Contents)
{
    public static CallKey Of(SocketAddress sender, uint xid, ReadOnlySpan<byte> message)
    {
        var hash = new HashCode();
        hash.AddBytes(message);
        return new CallKey(sender, xid, hash.ToHashCode());
    }
}
