using System.Security.Cryptography;
using RpcStack.Marshalling;
using RpcStack.Transports;

namespace RpcStack.Protocol;

/// <summary>How one side of a connection behaves.</summary>
public sealed record RpcConnectionOptions
{
    private static readonly ulong ProcessEpoch = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>The defaults, as each property states them.</summary>
    public static RpcConnectionOptions Default { get; } = new();

    /// <summary>The wire format: the client's choice, MessagePack by default.</summary>
    public WireFormat Format { get; init; } = WireFormat.MessagePack;

    /// <summary>The time a call may take where nothing else is said: 30 s.</summary>
    public TimeSpan DefaultDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time a peer has to say HELLO: 10 s.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How its bytes travel: certificates, permissions, a transport of one's own.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.Default;

    /// <summary>
    /// How long a peer may be silent before it is sent a PING, which any peer answers: 15 s. Zero or infinite: never.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a peer that was sent a PING may go on in silence before the connection is given up: 15 s. After half of
    /// it the connection is <see cref="RpcConnectionState.Suspect"/>.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a connection may serve nobody before it is closed: 10 min. PING and PONG do not count. Zero or infinite:
    /// for ever. A client connects again with its next call.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a peer may hold this side's objects without a word that it still does, which it sends every half of it: 60 s.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How this side waits for what the peer sends: asynchronously.</summary>
    public ReadSide ReadSide { get; init; }

    /// <summary>
    /// Bodies of more octets than this are sent compressed, with Brotli, to peers that understand it: none by default, since
    /// what a fast network takes in less time than compressing it gains nothing.
    /// </summary>
    public int CompressAbove { get; init; } = int.MaxValue;

    /// <summary>What the peer may cost this side.</summary>
    public RpcLimits Limits { get; init; } = RpcLimits.Default;

    /// <summary>Whether a peer whose call fails with an undeclared exception gets its stack trace: false.</summary>
    public bool ReportsStackTraces { get; init; }

    /// <summary>What a peer tells a restarted process by.</summary>
    internal ulong Epoch { get; init; } = ProcessEpoch;

    /// <summary>Makes the token that names a session, which must not be guessed.</summary>
    internal Func<byte[]> NewSessionToken { get; init; } = () => RandomNumberGenerator.GetBytes(16);

    /// <summary>The clock that deadlines are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether references keep the stack that first sent or received them, for <see cref="RpcConnection.References"/> and
    /// <c>rpcstack refs</c>: no. It costs more than a call does.
    /// </summary>
    public bool TracesReferences { get; init; }

    /// <summary>
    /// What stands before every call of this side's, on services as on objects that were received: <c>next =&gt; new
    /// Tracing(next)</c>; null for nothing. It is asked once for a client, and once for each connection.
    /// </summary>
    public Func<RpcChannel, ChannelInterceptor>? Intercept { get; init; }
}
