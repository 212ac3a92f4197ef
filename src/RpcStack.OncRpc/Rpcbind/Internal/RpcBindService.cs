using RpcStack.Transports;

namespace RpcStack.OncRpc.Rpcbind.Internal;

/// <summary>Versions 3 and 4 of the protocol.</summary>
internal sealed class RpcBindService(Registry registry, TimeProvider time) : IRpcBindV3, IRpcBindV4
{
    private const uint Datagrams = 1; // NC_TPI_CLTS
    private const uint Stream = 3; // NC_TPI_COTS_ORD

    public ValueTask<bool> RpcbprocSetAsync(Rpcb argument, CancellationToken cancel)
    {
        CallContext? call = CallContext.Current;
        var entry = new RpcbindEntry(ProgramOf(argument), argument.RNetid, argument.RAddr, OwnerOf(call));
        return new(Registry.IsLocal(call) && registry.TryAdd(entry));
    }

    public ValueTask<bool> RpcbprocUnsetAsync(Rpcb argument, CancellationToken cancel) =>
        new(Registry.IsLocal(CallContext.Current) && registry.Remove(ProgramOf(argument), argument.RNetid));

    public ValueTask<string> RpcbprocGetaddrAsync(Rpcb argument, CancellationToken cancel) =>
        new(registry.Find(ProgramOf(argument), argument.RNetid)?.Address ?? "");

    public ValueTask<RpcbNode?> RpcbprocDumpAsync(CancellationToken cancel)
    {
        RpcbNode? list = null;
        foreach (RpcbindEntry entry in registry.Entries.Reverse())
            list = new(new(entry.Program.Number, entry.Program.Version, entry.NetId, entry.Address, entry.Owner), list);
        return new(list);
    }

    public ValueTask<uint> RpcbprocGettimeAsync(CancellationToken cancel) => new((uint)time.GetUtcNow().ToUnixTimeSeconds());

    public ValueTask<string> RpcbprocGetversaddrAsync(Rpcb argument, CancellationToken cancel)
    {
        RpcbindEntry? found = registry.Find(ProgramOf(argument), argument.RNetid);
        return new(found?.Program == ProgramOf(argument) ? found.Address : "");
    }

    public ValueTask<RpcbEntryNode?> RpcbprocGetaddrlistAsync(Rpcb argument, CancellationToken cancel)
    {
        RpcbEntryNode? list = null;
        foreach (RpcbindEntry entry in registry.Entries.Reverse().Where(e => e.Program == ProgramOf(argument)))
        {
            bool isUdp = entry.NetId.StartsWith("udp", StringComparison.Ordinal);
            string family = entry.NetId.EndsWith('6') ? "inet6" : "inet";
            list = new(new(entry.Address, entry.NetId, isUdp ? Datagrams : Stream, family, isUdp ? "udp" : "tcp"), list);
        }

        return new(list);
    }

    /// <summary>Who registers, as it says.</summary>
    public static string OwnerOf(CallContext? call) =>
        call?.Principal?.FindFirst(PeerClaims.UserId)?.Value ?? "unknown";

    private static OncProgram ProgramOf(Rpcb argument) => new(argument.RProg, argument.RVers);
}
