using RpcStack.Transports.Tls;

namespace RpcStack.Services.Files.Ftp;

/// <summary>How a client connects and transfers.</summary>
public sealed record FtpClientOptions
{
    /// <summary>How long connecting, a reply, or a pause in a transfer may take: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the client makes data connections (EPSV, PASV) or lets the server make them (EPRT, PORT), which firewalls
    /// often forbid.
    /// </summary>
    public bool IsPassive { get; init; } = true;

    /// <summary>Whether there is TLS, on the control and on all data connections.</summary>
    public FtpTlsMode TlsMode { get; init; }

    /// <summary>How TLS is done.</summary>
    public TlsClientOptions Tls { get; init; } = new();

    internal void Validate() => ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
}
