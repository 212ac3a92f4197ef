using System.Buffers;
using System.Security.Claims;

namespace RpcStack.Transports;

/// <summary>An ordered, reliable stream of bytes each way.</summary>
/// <remarks>
/// One receive and one send may run at a time, and those two may overlap. <see cref="Abort"/> may be called at any time,
/// from any thread, and ends both. A lost connection throws <see cref="RpcException"/> with
/// <see cref="RpcStatus.Unavailable"/>.
/// </remarks>
public abstract class TransportConnection : IAsyncDisposable
{
    /// <summary>This side, as messages name it.</summary>
    public abstract string LocalName { get; }

    /// <summary>The peer, as messages name it: <c>127.0.0.1:50123</c>.</summary>
    public abstract string RemoteName { get; }

    /// <summary>What it has moved, or null where nobody counts.</summary>
    public virtual TransportStatistics? Statistics => null;

    /// <summary>Who the peer proved to be, or null: by its certificate, or by what the system knows of its process.</summary>
    public virtual ClaimsPrincipal? Principal => null;

    /// <summary>Whether the peer is on this machine: in this process, or reached by loopback or through the file system.</summary>
    public virtual bool IsLocal => false;

    /// <summary>
    /// Why the peer may only be told that it is not served, for a peer that should have proved who it is; null for any other.
    /// </summary>
    public virtual string? Refusal => null;

    /// <summary>
    /// Chooses how it waits for what comes; once, and while no receive runs. A transport that has one way only ignores it.
    /// </summary>
    public virtual void Use(ReadSide side)
    {
    }

    /// <summary>Receives at least one byte, or 0 where the peer has finished sending.</summary>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel);

    /// <summary>Sends all of <paramref name="bytes"/>; completes when the transport has taken them.</summary>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>
    /// Sends all of <paramref name="pieces"/>, one behind the other; completes when the transport has taken them. A transport
    /// that cannot gather them by itself gets them as one.
    /// </summary>
    public virtual async ValueTask SendAsync(IList<ArraySegment<byte>> pieces, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        byte[] all = ArrayPool<byte>.Shared.Rent(pieces.Sum(p => p.Count));
        int length = 0;
        foreach (ArraySegment<byte> piece in pieces)
        {
            piece.CopyTo(all, length);
            length += piece.Count;
        }

        await SendAsync(all.AsMemory(0, length), cancel).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(all);
    }

    /// <summary>Says that nothing more will be sent; receiving goes on.</summary>
    public abstract void FinishSending();

    /// <summary>Ends the connection at once; what was not sent is lost.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
