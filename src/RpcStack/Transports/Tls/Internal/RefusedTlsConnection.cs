using System.Net.Security;
using System.Security.Claims;

namespace RpcStack.Transports.Tls.Internal;

/// <summary>
/// A connection to a client that did not prove who it is. It can be told so; what it says is never received, whether or not
/// the one who accepted it looks at <see cref="TransportConnection.Refusal"/>.
/// </summary>
internal sealed class RefusedTlsConnection(TransportConnection inner, SslStream stream, string reason)
    : TlsConnection(inner, stream)
{
    private readonly byte[] _discarded = new byte[512];

    public override string Refusal { get; } = reason;

    public override ClaimsPrincipal? Principal => null;

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        while (await base.ReceiveAsync(_discarded, cancel).ConfigureAwait(false) > 0)
        {
        }

        return 0;
    }
}
