namespace RpcStack.Services.Dns.Protocol;

/// <summary>An option of EDNS (RFC 6891 §6.1.2).</summary>
/// <param name="Code">Which option.</param>
/// <param name="Data">What it says.</param>
public sealed record EdnsOption(ushort Code, ReadOnlyMemory<byte> Data)
{
    /// <summary>The name server's identity (RFC 5001).</summary>
    public const ushort NameServerId = 3;

    /// <summary>A cookie: 8 octets of the client's, and 8 to 32 of the server's (RFC 7873).</summary>
    public const ushort Cookie = 10;

    /// <summary>How long a TCP connection may idle (RFC 7828).</summary>
    public const ushort TcpKeepalive = 11;

    /// <summary>Octets without meaning that hide a message's length (RFC 7830).</summary>
    public const ushort Padding = 12;

    /// <summary>Why a lookup failed (RFC 8914).</summary>
    public const ushort ExtendedError = 15;

    internal const int HeadSize = 4;
}
