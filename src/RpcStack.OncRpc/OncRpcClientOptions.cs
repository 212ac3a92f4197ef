using RpcStack.Transports;

namespace RpcStack.OncRpc;

/// <summary>How a client behaves.</summary>
public sealed record OncRpcClientOptions
{
    /// <summary>The defaults, as each property states them.</summary>
    public static OncRpcClientOptions Default { get; } = new();

    /// <summary>Who calls: nobody in particular, AUTH_NONE.</summary>
    public AuthSys? Credential { get; init; }

    /// <summary>The time a call may take where nothing else is said: 30 s.</summary>
    public TimeSpan DefaultDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt to connect may take: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The waits before a datagram that is not answered is sent again, until the call's deadline: 500 ms, then twice as long
    /// each time, at most 8 s. A server that does not remember its replies runs the call again.
    /// </summary>
    public RpcBackoff Retransmission { get; init; } = new()
    {
        Initial = TimeSpan.FromMilliseconds(500),
        Max = TimeSpan.FromSeconds(8),
    };

    /// <summary>Where the server's host has its rpcbind, for endpoints without a port: 111.</summary>
    public int RpcbindPort { get; init; } = 111;

    /// <summary>How the bytes of streams travel.</summary>
    public TransportOptions Transport { get; init; } = TransportOptions.Default;

    /// <summary>What the server may cost this side.</summary>
    public OncRpcLimits Limits { get; init; } = OncRpcLimits.Default;

    /// <summary>The clock that deadlines are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
