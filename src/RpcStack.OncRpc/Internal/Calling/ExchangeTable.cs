using System.Collections.Concurrent;
using RpcStack.OncRpc.Internal.Messages;
using RpcStack.OncRpc.Internal.Records;

namespace RpcStack.OncRpc.Internal.Calling;

/// <summary>The calls that wait for their replies, by their transaction ids.</summary>
internal sealed class ExchangeTable
{
    private readonly ConcurrentDictionary<uint, Exchange> _waiting = new();
    private volatile RpcException? _end;

    /// <summary>Whether calls can still be made.</summary>
    public bool IsOpen => _end is null;

    public bool IsEmpty => _waiting.IsEmpty;

    /// <exception cref="RpcException">No more calls can be made.</exception>
    public Exchange Open(uint xid)
    {
        var exchange = new Exchange();
        _waiting[xid] = exchange;
        if (_end is { } end && _waiting.TryRemove(xid, out _)) throw Of(end, started: false);
        return exchange;
    }

    public void Close(uint xid) => _waiting.TryRemove(xid, out _);

    /// <summary>Gives a reply to whoever waits for it. One that nobody waits for came late, or twice.</summary>
    public void Complete(Record reply)
    {
        if (ReplyReader.TryReadXid(reply.Bytes, out uint xid)
            && _waiting.TryRemove(xid, out Exchange? exchange)
            && exchange.TrySetResult(reply)) return;
        reply.Dispose();
    }

    /// <summary>Ends the calls that wait; others may follow.</summary>
    public void Fail(RpcException reason)
    {
        foreach ((uint xid, Exchange exchange) in _waiting)
        {
            // What was sent once and refused did not arrive; of an earlier datagram nobody knows.
            if (_waiting.TryRemove(xid, out _)) exchange.TrySetException(Of(reason, exchange.Sendings != 1));
        }
    }

    /// <summary>Ends the calls that wait, and takes no more.</summary>
    public void End(RpcException reason)
    {
        _end ??= reason;
        foreach ((uint xid, Exchange exchange) in _waiting)
            if (_waiting.TryRemove(xid, out _)) exchange.TrySetException(Of(reason, started: true));
    }

    private static RpcException Of(RpcException reason, bool started) =>
        new(reason.Status, reason.Message, RpcPhase.Dispatch, reason) { Started = started };
}
