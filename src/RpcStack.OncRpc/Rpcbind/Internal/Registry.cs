using System.Net;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Rpcbind.Internal;

/// <summary>What a port mapper knows. Only this machine's processes may change it.</summary>
internal sealed class Registry
{
    /// <summary>How many registrations there may be: lists of them are linked, and nest as deep as they are long.</summary>
    private const int Capacity = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<(OncProgram Program, string NetId), RpcbindEntry> _entries = [];

    public IReadOnlyList<RpcbindEntry> Entries
    {
        get
        {
            lock (_gate) return [.. _entries.Values.OrderBy(e => e.Program.Number).ThenBy(e => e.Program.Version).ThenBy(e => e.NetId)];
        }
    }

    /// <summary>Whether the call that is being served may change it (RFC 1833, section 4: from this machine only).</summary>
    public static bool IsLocal(CallContext? call) =>
        call?.Principal?.Identity?.AuthenticationType is PeerClaims.Process
        || (call is not null && IPEndPoint.TryParse(call.Peer, out IPEndPoint? peer) && IPAddress.IsLoopback(peer.Address));

    /// <summary>Registers; false where another address is, where there is no more room, or the entry says nothing.</summary>
    public bool TryAdd(RpcbindEntry entry)
    {
        if (entry.NetId is not ("tcp" or "udp" or "tcp6" or "udp6") || entry.EndPoint is not { Port: > 0 }) return false;
        lock (_gate)
        {
            if (_entries.TryGetValue((entry.Program, entry.NetId), out RpcbindEntry? present)) return present.Address == entry.Address;
            return _entries.Count < Capacity && _entries.TryAdd((entry.Program, entry.NetId), entry);
        }
    }

    /// <summary>Forgets a program's version on a network, or on all where none is named; false where it knew none.</summary>
    public bool Remove(OncProgram program, string netId)
    {
        lock (_gate)
        {
            (OncProgram, string)[] gone = [.. _entries.Keys.Where(k => k.Program == program && (netId.Length == 0 || k.NetId == netId))];
            foreach ((OncProgram, string) key in gone) _entries.Remove(key);
            return gone.Length > 0;
        }
    }

    /// <summary>
    /// Where a program is, of that version if there is one: whoever calls another learns from the server itself which there are.
    /// </summary>
    public RpcbindEntry? Find(OncProgram program, string netId)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault((program, netId))
                ?? _entries.Values.FirstOrDefault(e => e.Program.Number == program.Number && e.NetId == netId);
        }
    }
}
