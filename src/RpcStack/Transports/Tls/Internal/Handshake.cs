using System.Net.Security;
using System.Security.Authentication;

namespace RpcStack.Transports.Tls.Internal;

/// <summary>What a handshake needs on either side: the protocol's name, a bound in time, and words for its failures.</summary>
internal static class Handshake
{
    /// <summary>The name in ALPN, so that nobody speaks another protocol to this port by mistake or by design.</summary>
    public static readonly SslApplicationProtocol Protocol = new("rpcstack/1");

    public static async ValueTask<TransportConnection> RunAsync(
        TransportConnection inner,
        string place,
        TimeSpan timeout,
        Verdict verdict,
        Func<SslStream, CancellationToken, Task> authenticate,
        Func<SslStream, TransportConnection> wrap,
        CancellationToken cancel)
    {
        var stream = new SslStream(new TransportStream(inner), leaveInnerStreamOpen: true);
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(timeout);
        try
        {
            await authenticate(stream, bounded.Token).ConfigureAwait(false);
            if (stream.NegotiatedApplicationProtocol != Protocol)
                throw new AuthenticationException($"the peer does not speak {Protocol}");
            return wrap(stream);
        }
        catch (Exception error)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            inner.Abort();
            await inner.DisposeAsync().ConfigureAwait(false);
            if (error is OperationCanceledException && cancel.IsCancellationRequested) throw;
            throw Translate(error, place, timeout, verdict);
        }
    }

    private static RpcException Translate(Exception error, string place, TimeSpan timeout, Verdict verdict)
    {
        (RpcStatus status, string reason) = error switch
        {
            _ when verdict is { IsRefusal: true, Problem: { } problem } => (RpcStatus.Unauthenticated, problem),
            OperationCanceledException => (
                RpcStatus.Unavailable, $"the TLS handshake took longer than {timeout.TotalMilliseconds:0} ms"),
            _ => TlsErrors.Explain(error),
        };
        return new RpcException(status, $"{place}: {reason}.", RpcPhase.Connect, error);
    }
}
