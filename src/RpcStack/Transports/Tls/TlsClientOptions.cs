using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Transports.Tls;

/// <summary>How a client does TLS.</summary>
public sealed record TlsClientOptions
{
    /// <summary>The certificate, with its private key, by which the client proves who it is; null: by none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whose servers are trusted, instead of the system's authorities; null: the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>The name that the server's certificate must carry; null: the endpoint's host, or localhost where it has none.</summary>
    public string? ServerName { get; init; }

    /// <summary>The time for a handshake: 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Changes whatever else <see cref="SslStream"/> lets one set; called for every connection, after all of the above.</summary>
    public Action<SslClientAuthenticationOptions>? Configure { get; init; }
}
