using System.Net;

namespace RpcStack.OncRpc.Rpcbind.Internal;

/// <summary>Version 2 of the protocol.</summary>
internal sealed class PortMapperService(Registry registry) : IPortMapperV2
{
    private const uint Tcp = 6;
    private const uint Udp = 17;

    public ValueTask<bool> PmapprocSetAsync(Mapping argument, CancellationToken cancel) => new(
        Registry.IsLocal(CallContext.Current)
        && argument.Port is > 0 and <= IPEndPoint.MaxPort
        && NetId(argument.Prot) is { } netId
        && registry.TryAdd(new RpcbindEntry(
            ProgramOf(argument),
            netId,
            UniversalAddress.Format(new IPEndPoint(IPAddress.Any, (int)argument.Port)),
            RpcBindService.OwnerOf(CallContext.Current))));

    public ValueTask<bool> PmapprocUnsetAsync(Mapping argument, CancellationToken cancel) =>
        new(Registry.IsLocal(CallContext.Current) && registry.Remove(ProgramOf(argument), ""));

    public ValueTask<uint> PmapprocGetportAsync(Mapping argument, CancellationToken cancel) =>
        new(NetId(argument.Prot) is { } netId ? (uint)(registry.Find(ProgramOf(argument), netId)?.EndPoint?.Port ?? 0) : 0);

    public ValueTask<PmapNode?> PmapprocDumpAsync(CancellationToken cancel)
    {
        PmapNode? list = null;
        foreach (RpcbindEntry entry in registry.Entries.Reverse().Where(e => e.NetId is "tcp" or "udp"))
        {
            uint protocol = entry.NetId == "udp" ? Udp : Tcp;
            list = new(new(entry.Program.Number, entry.Program.Version, protocol, (uint)entry.EndPoint!.Port), list);
        }

        return new(list);
    }

    private static OncProgram ProgramOf(Mapping mapping) => new(mapping.Prog, mapping.Vers);

    private static string? NetId(uint protocol) => protocol switch
    {
        Tcp => "tcp",
        Udp => "udp",
        _ => null,
    };
}
