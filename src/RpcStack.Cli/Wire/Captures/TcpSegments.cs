using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>A connection as segments (RFC 9293): handshake, octets in segments of the maximum size, and the end.</summary>
internal sealed class TcpSegments
{
    /// <summary>How much one side sends before the other says that it got it, where it has nothing to send itself.</summary>
    private const int MaxUnacknowledged = 1 << 20;

    private readonly PacketWriter _packets;
    private readonly Flow _flow;
    private readonly uint[] _next = [1_000_000, 2_000_000]; // what each side sends next
    private readonly uint[] _acknowledged = new uint[2]; // how far the other side has said that it got it
    private readonly bool[] _ended = new bool[2];

    private TcpSegments(PacketWriter packets, Flow flow)
    {
        _packets = packets;
        _flow = flow;
    }

    /// <summary>Whether nothing can follow.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Writes the handshake.</summary>
    public static TcpSegments Open(PacketWriter packets, Flow flow, long time)
    {
        var connection = new TcpSegments(packets, flow);
        connection.Write(time, Side.Client, TcpFlags.Syn, []);
        connection._next[(int)Side.Client]++;
        connection.Write(time, Side.Server, TcpFlags.Syn | TcpFlags.Ack, []);
        connection._next[(int)Side.Server]++;
        connection.Write(time, Side.Client, TcpFlags.Ack, []);
        return connection;
    }

    /// <summary>A side sends octets.</summary>
    public void Send(long time, Side from, ReadOnlySpan<byte> bytes)
    {
        int most = PacketWriter.MaxSegment(_flow.Client);
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> segment = bytes[..Math.Min(most, bytes.Length)];
            bytes = bytes[segment.Length..];
            Write(time, from, bytes.IsEmpty ? TcpFlags.Psh | TcpFlags.Ack : TcpFlags.Ack, segment);
            _next[(int)from] += (uint)segment.Length;
            if (_next[(int)from] - _acknowledged[(int)from] > MaxUnacknowledged)
                Write(time, Flow.Opposite(from), TcpFlags.Ack, []);
        }
    }

    /// <summary>A side sends no more.</summary>
    public void End(long time, Side from)
    {
        if (_ended[(int)from]) return;
        _ended[(int)from] = true;
        Write(time, from, TcpFlags.Fin | TcpFlags.Ack, []);
        _next[(int)from]++;
        Write(time, Flow.Opposite(from), TcpFlags.Ack, []);
        IsOver = _ended[0] && _ended[1];
    }

    /// <summary>A side breaks off.</summary>
    public void Reset(long time, Side from)
    {
        Write(time, from, TcpFlags.Rst | TcpFlags.Ack, []);
        IsOver = true;
    }

    private void Write(long time, Side from, TcpFlags flags, ReadOnlySpan<byte> bytes)
    {
        Side to = Flow.Opposite(from);
        bool hasAck = flags.HasFlag(TcpFlags.Ack);
        uint acknowledged = hasAck ? _next[(int)to] : 0;
        if (hasAck) _acknowledged[(int)to] = acknowledged;
        var header = new TcpHeader(flags, _next[(int)from], acknowledged);
        _packets.WriteTcp(time, _flow[from], _flow[to], header, bytes);
    }
}
