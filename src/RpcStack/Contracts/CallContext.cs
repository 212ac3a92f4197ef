using System.Security.Claims;

namespace RpcStack;

/// <summary>
/// The call that is being served, as its handler and everything it awaits see it. Calls made from there belong to its
/// chain, never outlive its deadline, and are cancelled with it where they are given its token.
/// </summary>
/// <remarks>A stack derives from it for what it serves.</remarks>
public abstract class CallContext
{
    private static readonly AsyncLocal<CallContext?> Ambient = new();

    private Metadata? _responseMetadata;

    /// <summary>The call being served here, or null outside a handler.</summary>
    public static CallContext? Current => Ambient.Value;

    /// <summary>What is called.</summary>
    public abstract Operation Operation { get; }

    /// <summary>Who calls, as messages name it: the address, or the name of an in-memory connection.</summary>
    public abstract string Peer { get; }

    /// <summary>Who the caller proved to be, or null where it proved nothing.</summary>
    public virtual ClaimsPrincipal? Principal => null;

    /// <summary>Whether the caller is on this machine, as far as the stack can tell; whoever forwards for others hides them.</summary>
    public virtual bool IsLocal => false;

    /// <summary>A channel back to the caller.</summary>
    public abstract RpcChannel Channel { get; }

    /// <summary>What came with the request.</summary>
    public abstract Metadata Metadata { get; }

    /// <summary>The chain that the call belongs to.</summary>
    public abstract CallChain Chain { get; }

    /// <summary>The time that is left until the caller's deadline; null where it has none, and never negative.</summary>
    public abstract TimeSpan? TimeLeft { get; }

    /// <summary>Cancelled when the caller cancels, its deadline passes, or it is gone.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>
    /// Cancelled when the server begins to stop: the call may go on, within the time for draining, and had better come to
    /// its end. Later, <see cref="Cancellation"/> follows.
    /// </summary>
    public virtual CancellationToken Draining => CancellationToken.None;

    /// <summary>What goes with the response or fault.</summary>
    public Metadata ResponseMetadata => _responseMetadata ??= [];

    /// <summary>What goes with the response or fault, or null where nothing was added.</summary>
    protected Metadata? AddedMetadata => _responseMetadata is { Count: > 0 } added ? added : null;

    /// <summary>Makes a call the current one, or none.</summary>
    protected static void Enter(CallContext? call) => Ambient.Value = call;
}
