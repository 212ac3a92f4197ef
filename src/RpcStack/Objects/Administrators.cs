using System.Security.Claims;

namespace RpcStack.Objects;

/// <summary>Who may change a server's registry, and see who holds what: callers on its machine, and whom it says besides.</summary>
internal sealed class Administrators(Func<ClaimsPrincipal, bool>? others)
{
    /// <summary>Refuses the call that is being served, where its caller is none of them.</summary>
    /// <exception cref="RpcException">The caller may not.</exception>
    public void Check()
    {
        if (CallContext.Current is not { } call || call.IsLocal) return;
        if (call.Principal is { } principal && others?.Invoke(principal) is true) return;
        string who = call.Principal?.Identity?.Name is { } name ? $"{name} at {call.Peer}" : call.Peer;
        throw new RpcException(
            RpcStatus.PermissionDenied,
            $"{call.Operation} is for callers on the server's machine and for those whom {nameof(RpcServerOptions)}."
                + $"{nameof(RpcServerOptions.Administers)} names, which {who} is not.",
            RpcPhase.Handler);
    }
}
