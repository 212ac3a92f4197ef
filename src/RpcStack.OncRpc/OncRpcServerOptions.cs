using RpcStack.Transports;

namespace RpcStack.OncRpc;

/// <summary>How a server behaves.</summary>
public sealed record OncRpcServerOptions
{
    /// <summary>The defaults, as each property states them.</summary>
    public static OncRpcServerOptions Default { get; } = new();

    /// <summary>What a client may cost this side.</summary>
    public OncRpcLimits Limits { get; init; } = OncRpcLimits.Default;

    /// <summary>How many connections are served at a time: 16,384. Further ones are closed at once.</summary>
    public int MaxConnections { get; init; } = 16_384;

    /// <summary>How long a connection may ask nothing before it is closed: 10 min. Zero or infinite: for ever.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How many replies to datagrams are remembered, so that a call that comes again is answered again and not run again:
    /// 1024. Those of idempotent operations are not.
    /// </summary>
    public int MaxRememberedReplies { get; init; } = 1024;

    /// <summary>How many octets the remembered replies may have together: 4 MiB.</summary>
    public int MaxRememberedBytes { get; init; } = 4 << 20;

    /// <summary>How long a reply is remembered: 2 min.</summary>
    public TimeSpan ReplyLifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What stands between the protocol and every handler; the first is the outermost.</summary>
    public IReadOnlyList<IServiceInterceptor> Interceptors { get; init; } = [];

    /// <summary>
    /// Asked before each call's handler with what is known of the call; null serves all. It refuses by throwing an
    /// <see cref="RpcException"/>: <see cref="RpcStatus.Unauthenticated"/> is AUTH_TOOWEAK on the wire,
    /// <see cref="RpcStatus.PermissionDenied"/> AUTH_REJECTEDCRED. The null procedure is for everybody.
    /// </summary>
    public Func<CallContext, ValueTask>? Authorize { get; init; }

    /// <summary>
    /// Told of each failure that its caller cannot be told, because the wire has no room for it: it gets SYSTEM_ERR.
    /// </summary>
    public Action<CallContext, Exception>? OnFailure { get; init; }

    /// <summary>How long running calls may take to end when the server stops: 5 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How the bytes of streams travel.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.Default;

    /// <summary>The clock that limits on time are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
