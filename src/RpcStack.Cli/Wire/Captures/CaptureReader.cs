using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>Makes of a capture's packets what happened on flows, so that whatever watches a relay can read captures too.</summary>
/// <remarks>
/// TCP's segments are put in order. What was captured out of order waits, in a bounded amount; a gap in a stream is told as
/// <see cref="FlowEventKind.Lost"/>. Checksums are not looked at, since network cards make them after the capture.
/// </remarks>
internal sealed class CaptureReader(IFlowObserver observer)
{
    private readonly Dictionary<(ProtocolType, IPEndPoint, IPEndPoint), Connection> _connections = [];
    private int _flows;
    private long _time;

    /// <summary>Packets that are neither TCP nor UDP, or fragments, or were cut off.</summary>
    public int Skipped { get; private set; }

    /// <summary>Reads a capture to its end.</summary>
    /// <exception cref="CaptureException">It is none, or is broken.</exception>
    public void Read(Stream file)
    {
        try
        {
            foreach (CapturedPacket packet in CaptureFile.Read(file))
            {
                _time = Math.Max(_time, packet.Time);
                if (IpPacket.Read(packet) is { } ip) Read(ip);
                else Skipped++;
            }
        }
        finally
        {
            foreach (Connection connection in _connections.Values.OrderBy(one => one.Flow.Number)) connection.Streams?.Drain(_time);
        }
    }

    private void Read(in IpPacket packet)
    {
        bool isNew = packet.Protocol == ProtocolType.Tcp && (packet.Header.Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn;
        (Connection connection, Side from) = Find(packet, isNew);
        if (connection.Streams is { } streams) streams.Add(_time, from, packet.Header, packet.Bytes.Span);
        else observer.Observe(new FlowEvent(connection.Flow, FlowEventKind.Data, from, _time, packet.Bytes));
    }

    private (Connection Connection, Side From) Find(in IpPacket packet, bool isNew)
    {
        var forth = (packet.Protocol, packet.From, packet.To);
        var back = (packet.Protocol, packet.To, packet.From);
        if (_connections.TryGetValue(forth, out Connection? known))
        {
            // A port that is used again; a SYN that was sent twice is not.
            if (!isNew || !known.Streams!.HasData) return (known, Side.Client);
            known.Streams.Drain(_time);
        }
        else if (_connections.TryGetValue(back, out known))
        {
            return (known, Side.Server);
        }

        bool isFromServer = packet.Protocol == ProtocolType.Tcp ? IsFromServer(packet) : packet.From.Port < packet.To.Port && packet.From.Port < 1024;
        return isFromServer
            ? (Open(back, packet.Protocol, packet.To, packet.From), Side.Server)
            : (Open(forth, packet.Protocol, packet.From, packet.To), Side.Client);
    }

    /// <summary>Who of a connection whose beginning was not captured listens: whoever answers a SYN, or has the lower port.</summary>
    private static bool IsFromServer(in IpPacket packet) => packet.Header.Flags.HasFlag(TcpFlags.Syn)
        ? packet.Header.Flags.HasFlag(TcpFlags.Ack)
        : packet.From.Port < packet.To.Port;

    private Connection Open(
        (ProtocolType, IPEndPoint, IPEndPoint) key, ProtocolType protocol, IPEndPoint client, IPEndPoint server)
    {
        bool isTcp = protocol == ProtocolType.Tcp;
        var flow = new Flow(++_flows, isTcp ? FlowTransport.Tcp : FlowTransport.Udp, client, server);
        observer.Observe(new FlowEvent(flow, FlowEventKind.Opened, Side.Client, _time));
        return _connections[key] = new Connection(flow, isTcp ? new TcpStreams(flow, observer) : null);
    }

    private sealed record Connection(Flow Flow, TcpStreams? Streams);
}
