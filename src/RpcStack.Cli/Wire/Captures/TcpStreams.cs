using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>The two streams of a connection that was captured, out of its segments.</summary>
internal sealed class TcpStreams(Flow flow, IFlowObserver observer)
{
    private readonly TcpStream[] _streams = [new(), new()];
    private bool _isOver;

    /// <summary>Whether octets came.</summary>
    public bool HasData => _streams[0].HasData || _streams[1].HasData;

    /// <summary>Takes a segment, and tells of what is in order now.</summary>
    public void Add(long time, Side from, TcpHeader header, ReadOnlySpan<byte> bytes)
    {
        if (_isOver) return;
        TcpStream stream = _streams[(int)from];
        stream.Add(header, bytes);
        Tell(time, from);
        // What the other side says that it got was sent, captured or not.
        Side to = Flow.Opposite(from);
        if (header.Flags.HasFlag(TcpFlags.Ack) && _streams[(int)to].SkipTo(header.Acknowledged)) Lose(time, to);
        if (!header.Flags.HasFlag(TcpFlags.Rst)) return;
        Drain(time);
        _isOver = true;
        observer.Observe(new FlowEvent(flow, FlowEventKind.Reset, from, time));
    }

    /// <summary>Tells of everything that still waits for what was not captured.</summary>
    public void Drain(long time)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Client, Side.Server])
            while (_streams[(int)side].SkipGap()) Lose(time, side);
    }

    private void Lose(long time, Side side)
    {
        observer.Observe(new FlowEvent(flow, FlowEventKind.Lost, side, time));
        Tell(time, side);
    }

    private void Tell(long time, Side side)
    {
        TcpStream stream = _streams[(int)side];
        do
        {
            while (stream.TryTake(out byte[] piece)) observer.Observe(new FlowEvent(flow, FlowEventKind.Data, side, time, piece));
            if (!stream.IsOverfull) break;
            stream.SkipGap();
            observer.Observe(new FlowEvent(flow, FlowEventKind.Lost, side, time));
        }
        while (true);
        if (stream.TryEnd()) observer.Observe(new FlowEvent(flow, FlowEventKind.Ended, side, time));
    }
}
