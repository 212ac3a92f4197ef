using System.Net;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;
using RpcStack.Services.Files.Store;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>Our client at our server, over loopback.</summary>
public abstract class FtpFileTransferConformance(FtpClientOptions client, FtpServerOptions server, string address = "127.0.0.1")
    : FileTransferConformance, IAsyncLifetime
{
    private FtpServer _server = null!;
    private FtpClient _client = null!;

    protected override IFileTransfer Files => _client;

    public async Task InitializeAsync()
    {
        var store = new DirectoryStore(Folder.Path);
        _server = FtpServer.Start(
            new IPEndPoint(IPAddress.Parse(address), 0), [new FtpUser("ada", "secret", store)], server);
        _client = await FtpClient.ConnectAsync(address, _server.EndPoint.Port, client);
        await _client.LoginAsync("ada", "secret");
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }
}

public sealed class PassiveFtpTests() : FtpFileTransferConformance(new(), new());

public sealed class ActiveFtpTests() : FtpFileTransferConformance(new() { IsPassive = false }, new());

public sealed class PassiveFtpOverIpv6Tests() : FtpFileTransferConformance(new(), new(), "::1");

public sealed class ActiveFtpOverIpv6Tests() : FtpFileTransferConformance(new() { IsPassive = false }, new(), "::1");

public sealed class ExplicitTlsFtpTests() : FtpFileTransferConformance(
    new() { TlsMode = FtpTlsMode.Explicit, Tls = TestCertificate.Trusting },
    new() { Tls = TestCertificate.Serving, RequiresTls = true });

public sealed class ImplicitTlsActiveFtpTests() : FtpFileTransferConformance(
    new() { TlsMode = FtpTlsMode.Implicit, IsPassive = false, Tls = TestCertificate.Trusting },
    new() { Tls = TestCertificate.Serving, IsTlsImplicit = true, RequiresTls = true });
