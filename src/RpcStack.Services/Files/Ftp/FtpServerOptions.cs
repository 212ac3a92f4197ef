using System.Net;
using System.Net.Sockets;
using RpcStack.Transports.Tls;

namespace RpcStack.Services.Files.Ftp;

/// <summary>What a server allows those who connect.</summary>
public sealed record FtpServerOptions
{
    /// <summary>The certificate for TLS; null: there is no TLS.</summary>
    public TlsServerOptions? Tls { get; init; }

    /// <summary>Whether connections begin with TLS (ftps, RFC 4217 §A) instead of turning to it by AUTH TLS.</summary>
    public bool IsTlsImplicit { get; init; }

    /// <summary>Whether nobody may log in or move files without TLS.</summary>
    public bool RequiresTls { get; init; }

    /// <summary>The ports for passive data connections; null: any that is free.</summary>
    public FtpPortRange? PassivePorts { get; init; }

    /// <summary>
    /// The IPv4 address that PASV tells, where the server is behind one that is not its own; null: the one that the client
    /// has connected to.
    /// </summary>
    public IPAddress? PublicAddress { get; init; }

    /// <summary>How many may be connected: 100. One more is told so.</summary>
    public int MaxSessions { get; init; } = 100;

    /// <summary>How many may be connected from one address: 20. One more is told so.</summary>
    public int MaxSessionsPerAddress { get; init; } = 20;

    /// <summary>How long a session may be without a command or transfer: 5 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a data connection may take to come about, and then to move anything at all: 30 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one transfer may take in all; null: as long as it moves.</summary>
    public TimeSpan? MaxTransferTime { get; init; }

    /// <summary>The wait after a wrong password: 1 s. After <see cref="MaxLoginAttempts"/> of them the session ends.</summary>
    public TimeSpan LoginDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many passwords a session may try: 3.</summary>
    public int MaxLoginAttempts { get; init; } = 3;

    internal void Validate()
    {
        PassivePorts?.Validate();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSessions, nameof(MaxSessions));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSessionsPerAddress, nameof(MaxSessionsPerAddress));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxLoginAttempts, nameof(MaxLoginAttempts));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleTimeout, TimeSpan.Zero, nameof(IdleTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero, nameof(StallTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(LoginDelay, TimeSpan.Zero, nameof(LoginDelay));
        if (MaxTransferTime is { } longest)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(longest, TimeSpan.Zero, nameof(MaxTransferTime));
        if (PublicAddress is { AddressFamily: not AddressFamily.InterNetwork })
            throw new ArgumentException("PASV can tell an IPv4 address only.", nameof(PublicAddress));
        if (Tls is null && (RequiresTls || IsTlsImplicit))
            throw new ArgumentException("TLS needs a certificate.", nameof(Tls));
    }
}
