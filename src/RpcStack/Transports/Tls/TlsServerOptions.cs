using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Transports.Tls;

/// <summary>How a server does TLS.</summary>
public sealed record TlsServerOptions
{
    /// <summary>The server's certificate, with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Certificates between the server's and a root that clients trust; sent along.</summary>
    public X509Certificate2Collection? Intermediates { get; init; }

    /// <summary>Whether clients must prove who they are (mutual TLS): false.</summary>
    public bool RequiresClientCertificate { get; init; }

    /// <summary>Whose clients are trusted, instead of the system's authorities; null: the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>The time for a handshake: 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many connections may be shaking hands at a time: 256. Further ones wait to be accepted.</summary>
    public int MaxPendingHandshakes { get; init; } = 256;

    /// <summary>Changes whatever else <see cref="SslStream"/> lets one set; called for every connection, after all of the above.</summary>
    public Action<SslServerAuthenticationOptions>? Configure { get; init; }
}
