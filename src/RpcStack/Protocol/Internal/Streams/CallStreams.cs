using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Streams;

/// <summary>The streams of a call: what comes, what goes, or both.</summary>
/// <param name="id">The call's id.</param>
/// <param name="isCaller">Whether the call is this side's own; the frames of its streams say so, since both sides number calls.</param>
internal sealed class CallStreams(ulong id, bool isCaller)
{
    private readonly Lock _gate = new();
    private bool _isOver;

    public ulong Id { get; } = id;

    public bool IsCaller { get; } = isCaller;

    public StreamInbox? Inbox { get; init; }

    public StreamOutbox? Outbox { get; set; }

    /// <summary>Sends a frame unless the call is over: no frame of a stream follows its call's end.</summary>
    public bool TrySend(ByteWriter frame, Func<ByteWriter, bool> send)
    {
        lock (_gate) return !_isOver && send(frame);
    }

    /// <summary>The call is over.</summary>
    public void End()
    {
        lock (_gate) _isOver = true;
        Outbox?.Stop();
        // A handler may have left a reader behind. A caller's inbox holds what came before the end, and is completed by it.
        if (!IsCaller) Inbox?.Complete(new OperationCanceledException("The call is over."), discards: true);
    }
}
