using System.Security.Claims;
using RpcStack.Protocol;

namespace RpcStack;

/// <summary>How a server behaves.</summary>
public sealed record RpcServerOptions
{
    /// <summary>Each connection's options; the wire format is the client's choice.</summary>
    public RpcConnectionOptions Connection { get; init; } = RpcConnectionOptions.Default;

    /// <summary>How many connections are served at a time: 16,384. Further ones are closed at once.</summary>
    public int MaxConnections { get; init; } = 16_384;

    /// <summary>What stands between the protocol and every handler; the first is the outermost.</summary>
    public IReadOnlyList<IServiceInterceptor> Interceptors { get; init; } = [];

    /// <summary>
    /// Asked before each call's handler, of every kind of operation, with what is known of the call; null serves all. It
    /// refuses by throwing an <see cref="RpcException"/>, <see cref="RpcStatus.PermissionDenied"/> or
    /// <see cref="RpcStatus.Unauthenticated"/> say, and the caller learns that the call was not started. Calls that it
    /// takes its time for may start after later ones.
    /// </summary>
    public Func<CallContext, ValueTask>? Authorize { get; init; }

    /// <summary>
    /// Told of each connection before it is served, to watch its life (<see cref="RpcConnection.StateChanged"/>); null tells
    /// nobody. A peer whose connection it throws for is refused, with the exception's text.
    /// </summary>
    public Action<RpcConnection>? OnConnection { get; init; }

    /// <summary>
    /// Whether a caller who proved to be somebody may change the server's registry and see who holds what
    /// (<see cref="IDiagnostics"/>); null for nobody. Callers on this machine may, unless <see cref="Authorize"/> refuses them.
    /// </summary>
    public Func<ClaimsPrincipal, bool>? Administers { get; init; }

    /// <summary>How many names may be bound in the server's registry, besides those of its own services: 16,384.</summary>
    public int MaxBindings { get; init; } = 16_384;

    /// <summary>How long running calls may take to end when the server stops: 5 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
