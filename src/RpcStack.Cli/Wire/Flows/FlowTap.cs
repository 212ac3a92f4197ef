using System.Diagnostics;
using System.Net;

namespace RpcStack.Cli.Wire.Flows;

/// <summary>Puts what happens on many flows at once into one order, and tells observers.</summary>
/// <remarks>Members may be called from any thread; observers are called one at a time, and hold up who calls.</remarks>
internal sealed class FlowTap(params IReadOnlyList<IFlowObserver> observers)
{
    private readonly Lock _gate = new();
    private readonly long _begun = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
    private readonly long _stamp = Stopwatch.GetTimestamp();
    private int _flows;

    /// <summary>A flow begins.</summary>
    public Flow Open(FlowTransport transport, IPEndPoint client, IPEndPoint server)
    {
        lock (_gate)
        {
            var flow = new Flow(++_flows, transport, Plain(client), Plain(server));
            Tell(new FlowEvent(flow, FlowEventKind.Opened, Side.Client, Now()));
            return flow;
        }
    }

    /// <summary>Octets came from a side.</summary>
    public void Data(Flow flow, Side from, ReadOnlyMemory<byte> bytes) => Add(flow, FlowEventKind.Data, from, bytes);

    /// <summary>A datagram of a side will not arrive.</summary>
    public void Lose(Flow flow, Side from, ReadOnlyMemory<byte> bytes) => Add(flow, FlowEventKind.Lost, from, bytes);

    /// <summary>A side sends no more.</summary>
    public void End(Flow flow, Side from) => Add(flow, FlowEventKind.Ended, from, default);

    /// <summary>A side broke off.</summary>
    public void Reset(Flow flow, Side from) => Add(flow, FlowEventKind.Reset, from, default);

    private void Add(Flow flow, FlowEventKind kind, Side from, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate) Tell(new FlowEvent(flow, kind, from, Now(), bytes));
    }

    private void Tell(in FlowEvent e)
    {
        foreach (IFlowObserver observer in observers) observer.Observe(e);
    }

    // The clock of the day may be set meanwhile, and is coarser.
    private long Now() => _begun + (Stopwatch.GetElapsedTime(_stamp).Ticks * TimeSpan.NanosecondsPerTick);

    /// <summary>Sockets of both families show IPv4 addresses as IPv6's.</summary>
    private static IPEndPoint Plain(IPEndPoint endpoint) =>
        endpoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endpoint.Address.MapToIPv4(), endpoint.Port) : endpoint;
}
