using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>
/// Writes what happens on flows as a capture of the packets that would have carried it: the octets, their order, sides and times are
/// those of the record; how they lie in segments, and the headers, are made.
/// </summary>
internal sealed class CaptureWriter : IFlowObserver, IDisposable
{
    private readonly PcapngWriter _capture;
    private readonly PacketWriter _packets;
    private readonly Dictionary<Flow, TcpSegments> _connections = [];

    /// <summary>Begins a capture; the file is the writer's from now on.</summary>
    public CaptureWriter(Stream file)
    {
        _capture = new PcapngWriter(file);
        _packets = new PacketWriter(_capture);
    }

    /// <inheritdoc/>
    public void Observe(in FlowEvent e)
    {
        if (e.Flow.Transport == FlowTransport.Udp) ObserveDatagram(e);
        else ObserveStream(e);
        _capture.Flush();
    }

    public void Dispose() => _capture.Dispose();

    // The capture is the client's: what is lost on its way to the client was never seen there.
    private void ObserveDatagram(in FlowEvent e)
    {
        bool isSeen = e.Kind == FlowEventKind.Data || (e.Kind == FlowEventKind.Lost && e.From == Side.Client);
        if (isSeen) _packets.WriteUdp(e.Time, e.Flow[e.From], e.Flow[Flow.Opposite(e.From)], e.Bytes.Span);
    }

    private void ObserveStream(in FlowEvent e)
    {
        if (e.Kind == FlowEventKind.Opened) _connections[e.Flow] = TcpSegments.Open(_packets, e.Flow, e.Time);
        if (!_connections.TryGetValue(e.Flow, out TcpSegments? connection)) return;
        if (e.Kind == FlowEventKind.Data) connection.Send(e.Time, e.From, e.Bytes.Span);
        if (e.Kind == FlowEventKind.Ended) connection.End(e.Time, e.From);
        if (e.Kind == FlowEventKind.Reset) connection.Reset(e.Time, e.From);
        if (connection.IsOver) _connections.Remove(e.Flow);
    }
}
