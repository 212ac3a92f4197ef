using System.Security.Claims;

namespace RpcStack.Transports;

/// <summary>The types of the claims in a peer's principal, besides <see cref="ClaimTypes.Name"/>.</summary>
public static class PeerClaims
{
    /// <summary>The identity's authentication type where a certificate proved it.</summary>
    public const string Certificate = "certificate";

    /// <summary>The identity's authentication type where the system vouches for a process of this machine.</summary>
    public const string Process = "process";

    /// <summary>The SHA-256 of the certificate, in upper-case hexadecimal.</summary>
    public const string Thumbprint = ClaimTypes.Thumbprint;

    /// <summary>The certificate's subject in full.</summary>
    public const string Subject = ClaimTypes.X500DistinguishedName;

    /// <summary>The number of the user that the peer's process runs as.</summary>
    public const string UserId = "uid";

    /// <summary>The number of the peer's group.</summary>
    public const string GroupId = "gid";

    /// <summary>The number of the peer's process when it connected.</summary>
    public const string ProcessId = "pid";
}
