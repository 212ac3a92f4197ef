using System.Net;
using System.Net.Sockets;
using RpcStack.Marshalling;

namespace RpcStack.OncRpc.Rpcbind;

/// <summary>Asks a host's rpcbind, or port mapper, where programs are, and tells it (RFC 1833): version 4, 3 or 2, as it knows.</summary>
public sealed class RpcbindClient : IAsyncDisposable
{
    private const uint Tcp = 6;
    private const uint Udp = 17;

    /// <summary>How many registrations a list may have: a linked list nests as deep as it is long.</summary>
    private const int MaxEntries = 1000;

    private readonly OncRpcClient _client;
    private readonly bool _isIPv6;
    private uint _version = 4;

    /// <summary>Makes a client: <c>onc+tcp://localhost:111</c>, <c>onc+unix:///run/rpcbind.sock</c>.</summary>
    public RpcbindClient(string endpoint, OncRpcClientOptions? options = null) : this(OncRpcEndpoint.Parse(endpoint), options)
    {
    }

    /// <summary>Makes a client.</summary>
    public RpcbindClient(OncRpcEndpoint endpoint, OncRpcClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= OncRpcClientOptions.Default;
        if (!endpoint.IsComplete) endpoint = endpoint.WithPort(options.RpcbindPort);
        MarshallingLimits marshalling = options.Limits.Marshalling with { MaxDepth = MaxEntries };
        _client = new OncRpcClient(endpoint, options with { Limits = options.Limits with { Marshalling = marshalling } });
        _isIPv6 = IPAddress.TryParse(endpoint.Address.Host, out IPAddress? address)
            && address.AddressFamily is AddressFamily.InterNetworkV6;
    }

    /// <summary>The port of a program, of that version if there is one; 0 where there is no such program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isDatagram">Whether over UDP, and not TCP.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="RpcException">rpcbind cannot be asked.</exception>
    public async ValueTask<int> FindPortAsync(OncProgram program, bool isDatagram, CancellationToken cancel = default)
    {
        Rpcb wanted = Mapping(program, NetId(isDatagram, _isIPv6), "");
        string address = await AskAsync(
            v4 => v4.RpcbprocGetaddrAsync(wanted, cancel),
            v3 => v3.RpcbprocGetaddrAsync(wanted, cancel),
            async v2 => UniversalAddress.Format(new IPEndPoint(IPAddress.Any, (int)await v2
                .PmapprocGetportAsync(new Mapping(program.Number, program.Version, isDatagram ? Udp : Tcp, 0), cancel)
                .ConfigureAwait(false)))).ConfigureAwait(false);
        return UniversalAddress.TryParse(address)?.Port ?? 0;
    }

    /// <summary>Registers where a program is; false where it is registered already, or this client may not.</summary>
    /// <exception cref="RpcException">rpcbind cannot be asked, or refuses.</exception>
    public ValueTask<bool> RegisterAsync(
        OncProgram program, IPEndPoint endPoint, bool isDatagram, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        bool isIPv6 = endPoint.AddressFamily is AddressFamily.InterNetworkV6;
        Rpcb entry = Mapping(program, NetId(isDatagram, isIPv6), UniversalAddress.Format(endPoint));
        return AskAsync(
            v4 => v4.RpcbprocSetAsync(entry, cancel),
            v3 => v3.RpcbprocSetAsync(entry, cancel),
            v2 => v2.PmapprocSetAsync(
                new Mapping(program.Number, program.Version, isDatagram ? Udp : Tcp, (uint)endPoint.Port), cancel));
    }

    /// <summary>Forgets a program's version everywhere; false where nothing was registered, or this client may not.</summary>
    /// <exception cref="RpcException">rpcbind cannot be asked, or refuses.</exception>
    public ValueTask<bool> UnregisterAsync(OncProgram program, CancellationToken cancel = default)
    {
        Rpcb entry = Mapping(program, "", "");
        return AskAsync(
            v4 => v4.RpcbprocUnsetAsync(entry, cancel),
            v3 => v3.RpcbprocUnsetAsync(entry, cancel),
            v2 => v2.PmapprocUnsetAsync(new Mapping(program.Number, program.Version, 0, 0), cancel));
    }

    /// <summary>Lists what is registered.</summary>
    /// <exception cref="RpcException">rpcbind cannot be asked.</exception>
    public ValueTask<IReadOnlyList<RpcbindEntry>> ListAsync(CancellationToken cancel = default) => AskAsync<IReadOnlyList<RpcbindEntry>>(
        async v4 => Entries(await v4.RpcbprocDumpAsync(cancel).ConfigureAwait(false)),
        async v3 => Entries(await v3.RpcbprocDumpAsync(cancel).ConfigureAwait(false)),
        async v2 => Entries(await v2.PmapprocDumpAsync(cancel).ConfigureAwait(false)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    internal static string NetId(bool isDatagram, bool isIPv6) => (isDatagram ? "udp" : "tcp") + (isIPv6 ? "6" : "");

    private static Rpcb Mapping(OncProgram program, string netId, string address) =>
        new(program.Number, program.Version, netId, address, "");

    private static List<RpcbindEntry> Entries(RpcbNode? list)
    {
        List<RpcbindEntry> entries = [];
        for (; list is not null; list = list.Next)
            entries.Add(new(new(list.Map.RProg, list.Map.RVers), list.Map.RNetid, list.Map.RAddr, list.Map.ROwner));
        return entries;
    }

    private static List<RpcbindEntry> Entries(PmapNode? list)
    {
        List<RpcbindEntry> entries = [];
        for (; list is not null; list = list.Next)
        {
            var at = new IPEndPoint(IPAddress.Any, (int)list.Map.Port);
            entries.Add(new(
                new(list.Map.Prog, list.Map.Vers), NetId(list.Map.Prot == Udp, isIPv6: false), UniversalAddress.Format(at), ""));
        }

        return entries;
    }

    /// <summary>Asks in the latest version that the other side knows.</summary>
    private async ValueTask<T> AskAsync<T>(
        Func<IRpcBindV4, ValueTask<T>> four, Func<IRpcBindV3, ValueTask<T>> three, Func<IPortMapperV2, ValueTask<T>> two)
    {
        while (true)
        {
            uint version = _version;
            try
            {
                return version switch
                {
                    4 => await four(_client.Get<IRpcBindV4>()).ConfigureAwait(false),
                    3 => await three(_client.Get<IRpcBindV3>()).ConfigureAwait(false),
                    _ => await two(_client.Get<IPortMapperV2>()).ConfigureAwait(false),
                };
            }
            catch (RpcException older) when (version > 2 && older.Status is RpcStatus.FailedPrecondition)
            {
                _version = version - 1;
            }
        }
    }
}
