using System.Net;

namespace RpcStack.OncRpc.Rpcbind;

/// <summary>A program that is registered.</summary>
/// <param name="Program">Its number and version.</param>
/// <param name="NetId">The network: <c>tcp</c>, <c>udp</c>, <c>tcp6</c>, <c>udp6</c>, <c>local</c>.</param>
/// <param name="Address">Its universal address, or a socket's path.</param>
/// <param name="Owner">Who registered it; empty where that is not known.</param>
public sealed record RpcbindEntry(OncProgram Program, string NetId, string Address, string Owner)
{
    /// <summary>The address and port, or null where it has none.</summary>
    public IPEndPoint? EndPoint => UniversalAddress.TryParse(Address);
}
