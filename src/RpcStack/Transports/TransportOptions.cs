using RpcStack.Transports.Tls;

namespace RpcStack.Transports;

/// <summary>What transports need to know besides the endpoint.</summary>
public sealed record TransportOptions
{
    /// <summary>The defaults, as each property states them.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>
    /// The transport to use whatever the endpoint's scheme says: a decorator, or one of your own. Null: the scheme decides.
    /// </summary>
    public Transport? Override { get; init; }

    /// <summary>How a client does TLS: by default it trusts whom the system trusts.</summary>
    public TlsClientOptions TlsClient { get; init; } = new();

    /// <summary>How a server does TLS; it needs a certificate, so it cannot without this.</summary>
    public TlsServerOptions? TlsServer { get; init; }

    /// <summary>Who may connect to a Unix socket that this side listens at: its owner (0600).</summary>
    public UnixFileMode SocketFileMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;
}
