using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Transports.Tls.Internal;

internal static class CertificatePrincipal
{
    /// <summary>Whom a certificate names that was found valid.</summary>
    public static ClaimsPrincipal Of(X509Certificate2 certificate) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)),
            new(PeerClaims.Subject, certificate.Subject),
            new(PeerClaims.Thumbprint, certificate.GetCertHashString(HashAlgorithmName.SHA256)),
        ],
        PeerClaims.Certificate));
}
