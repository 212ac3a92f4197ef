using System.Net.Security;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Transports.Tls.Internal;

/// <summary>A connection inside another, after the handshake.</summary>
internal class TlsConnection(TransportConnection inner, SslStream stream) : TransportConnection
{
    private volatile bool _hasReceived;

    public override string LocalName => inner.LocalName;

    public override string RemoteName => inner.RemoteName;

    public override TransportStatistics? Statistics => inner.Statistics;

    // Over a Unix socket the system knows the process even where it shows no certificate.
    public override ClaimsPrincipal? Principal { get; } = stream.RemoteCertificate is X509Certificate2 certificate
        ? CertificatePrincipal.Of(certificate)
        : inner.Principal;

    public override bool IsLocal => inner.IsLocal;

    public override void Use(ReadSide side) => inner.Use(side);

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            int count = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false);
            _hasReceived = true;
            return count;
        }
        catch (Exception error) when (error is not (OperationCanceledException or RpcException))
        {
            throw Translate(error);
        }
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await stream.WriteAsync(bytes, cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or RpcException))
        {
            throw Translate(error);
        }
    }

    public override void FinishSending() => _ = FinishAsync();

    public override void Abort() => inner.Abort();

    public override async ValueTask DisposeAsync()
    {
        inner.Abort();
        await stream.DisposeAsync().ConfigureAwait(false);
        await inner.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FinishAsync()
    {
        try
        {
            await stream.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The connection is gone already, which finishes sending too.
        }

        inner.FinishSending();
    }

    private RpcException Translate(Exception error)
    {
        (RpcStatus status, string reason) = TlsErrors.Explain(error);
        // TLS 1.3 lets a client begin before the server has looked at its certificate, so a refusal comes as the first
        // thing that is received (RFC 8446, 2).
        RpcPhase phase = status is RpcStatus.Unauthenticated && !_hasReceived ? RpcPhase.Connect : RpcPhase.Dispatch;
        return new RpcException(status, $"{RemoteName}: {reason}.", phase, error);
    }
}
