using System.Diagnostics.CodeAnalysis;
using RpcStack.Transports;

namespace RpcStack.OncRpc;

/// <summary>
/// Where ONC RPC is spoken: <c>onc+tcp://host:port</c>, <c>onc+udp://host:port</c>, <c>onc+unix:///run/rpcbind.sock</c>.
/// </summary>
/// <remarks>
/// A client asks the host's rpcbind for a port that is missing, program by program; for a server it is one that the system
/// chooses. Streams of any transport of RpcStack's will do: what follows <c>onc+</c> is its name.
/// </remarks>
/// <param name="Address">The same place as RpcStack writes it, <c>rpc+tcp://host:port</c>; the transport may be <c>udp</c>.</param>
public sealed record OncRpcEndpoint(RpcEndpoint Address)
{
    private const string Prefix = "onc+";
    private const string NativePrefix = "rpc+";

    /// <summary>Whether calls are datagrams, and no records of a stream.</summary>
    public bool IsDatagram => Address.Scheme is "udp";

    /// <summary>Whether the endpoint says which port, or needs none.</summary>
    internal bool IsComplete => Address.Port != 0 || Address.Scheme is not ("tcp" or "udp");

    /// <summary>Reads an endpoint.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong with it.</exception>
    public static OncRpcEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw new FormatException($"'{text}' is not an endpoint: it does not begin with {Prefix}.");
        var address = RpcEndpoint.Parse(NativePrefix + text[Prefix.Length..]);
        return address.Service.Length == 0
            ? new OncRpcEndpoint(address)
            : throw new FormatException(
                $"'{text}' is not an endpoint: ONC RPC finds a service by its program's number, not as '{address.Service}'.");
    }

    /// <summary>Reads an endpoint, or says that it is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OncRpcEndpoint? endpoint)
    {
        endpoint = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!RpcEndpoint.TryParse(NativePrefix + text[Prefix.Length..], out RpcEndpoint? address)) return false;
        if (address.Service.Length > 0) return false;
        endpoint = new OncRpcEndpoint(address);
        return true;
    }

    /// <summary>The URI.</summary>
    public override string ToString() => string.Concat(Prefix, Address.ToString().AsSpan(NativePrefix.Length));

    internal OncRpcEndpoint WithPort(int port) => new(Address with { Port = port });
}
