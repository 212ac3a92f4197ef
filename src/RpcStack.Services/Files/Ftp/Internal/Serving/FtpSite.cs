using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using RpcStack.Transports.Tls;

namespace RpcStack.Services.Files.Ftp;

/// <summary>What all sessions of a server share.</summary>
internal sealed class FtpSite(IReadOnlyList<FtpUser> users, FtpServerOptions options)
{
    // Made once: a context holds the tickets by which data connections resume the control connection's session.
    private readonly SslStreamCertificateContext? _certificate = options.Tls is { } tls
        ? SslStreamCertificateContext.Create(tls.Certificate, tls.Intermediates, offline: true)
        : null;

    internal FtpServerOptions Options { get; } = options;

    internal bool HasTls => _certificate is not null;

    /// <summary>The user with this name and password, or null.</summary>
    internal FtpUser? Find(string name, string password)
    {
        string wanted = name.Equals("ftp", StringComparison.OrdinalIgnoreCase) ? "anonymous" : name;
        FtpUser? user = users.FirstOrDefault(user => user.Password is null
            ? user.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            : user.Name == name);
        // Of a user who does not exist the password is compared too, so that the time it takes tells nothing.
        bool isRight = AreEqual(password, user?.Password ?? "");
        return user is not null && (user.Password is null || isRight) ? user : null;
    }

    /// <summary>The server's side of a handshake.</summary>
    internal async Task<SslStream> EncryptAsync(Stream stream, CancellationToken cancel)
    {
        TlsServerOptions tls = Options.Tls!;
        var settings = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _certificate,
            ClientCertificateRequired = tls.RequiresClientCertificate,
            CertificateChainPolicy = TlsTrust.In(tls.TrustedRoots),
        };
        tls.Configure?.Invoke(settings);
        return await TlsTrust.HandshakeAsync(
            stream, tls.HandshakeTimeout, (ssl, token) => ssl.AuthenticateAsServerAsync(settings, token), cancel)
            .ConfigureAwait(false);
    }

    private static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
