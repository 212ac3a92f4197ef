namespace RpcStack.Services.Files.Ftp;

/// <summary>When a client turns to TLS.</summary>
public enum FtpTlsMode
{
    /// <summary>Never.</summary>
    None,

    /// <summary>By AUTH TLS, before anything else (RFC 4217).</summary>
    Explicit,

    /// <summary>At once, on a port of its own, 990 as a rule.</summary>
    Implicit,
}
