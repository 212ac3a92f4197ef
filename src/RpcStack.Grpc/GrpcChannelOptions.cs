using RpcStack.Transports.Tls;

namespace RpcStack.Grpc;

/// <summary>How a gRPC client behaves.</summary>
public sealed record GrpcChannelOptions
{
    /// <summary>The defaults, as each property states them.</summary>
    public static GrpcChannelOptions Default { get; } = new();

    /// <summary>
    /// The time a call may take where nothing else is said: 30 s. Of a call that answers with a stream it is the time until
    /// the first item.
    /// </summary>
    public TimeSpan DefaultDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt to connect may take: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The waits between the attempts of a call that waits until the server can be reached.</summary>
    public RpcBackoff Backoff { get; init; } = new();

    /// <summary>
    /// How long a connection that carries calls may be silent before it is sent an HTTP/2 PING: 30 s. Infinite: never.
    /// Servers close connections that ping them more often than they like; 5 min is the limit of some.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a PING may go unanswered before the connection is given up: 15 s.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Messages of more octets than this are sent compressed, with gzip: none by default.</summary>
    public int CompressAbove { get; init; } = int.MaxValue;

    /// <summary>Certificates, and whom to trust, where the address asks for TLS.</summary>
    public TlsClientOptions Tls { get; init; } = new();

    /// <summary>
    /// What carries the HTTP/2 requests instead of a handler of the channel's own: a test server's, say. It stays the caller's;
    /// the options above that speak of connections do not concern it.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>What the server may cost this side.</summary>
    public GrpcLimits Limits { get; init; } = GrpcLimits.Default;
}
