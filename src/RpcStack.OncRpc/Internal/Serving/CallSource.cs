using System.Security.Claims;
using RpcStack.Marshalling;

namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>Where calls come from and replies go to: a connection, or the datagrams of one socket.</summary>
internal abstract class CallSource(ServerCore server)
{
    private volatile KnownCaller? _lastCaller;

    public ServerCore Server { get; } = server;

    /// <summary>Cancelled when nobody waits for replies any more.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>Who the transport proved the caller to be, or null.</summary>
    public virtual ClaimsPrincipal? Principal => null;

    /// <summary>The largest message that it takes, in octets.</summary>
    public abstract int MaxMessageSize { get; }

    /// <summary>Sends a reply, which began with room for a record's mark.</summary>
    /// <param name="call">The call that is answered.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="isKept">Whether the call must not run again.</param>
    public abstract void Reply(ServedCall call, ByteWriter reply, bool isKept);

    /// <summary>A call is over; whether it was answered or not.</summary>
    public abstract void Ended(ServedCall call);

    /// <summary>Who a credential of AUTH_SYS says that the caller is; null where it is none.</summary>
    public ClaimsPrincipal? Recognise(ReadOnlySpan<byte> credential)
    {
        // Most callers come again.
        if (_lastCaller is { } last && credential.SequenceEqual(last.Credential)) return last.Principal;
        if (AuthSys.TryRead(credential)?.ToPrincipal() is not { } principal) return null;
        _lastCaller = new KnownCaller(credential.ToArray(), principal);
        return principal;
    }

    private sealed record KnownCaller(byte[] Credential, ClaimsPrincipal Principal);
}
