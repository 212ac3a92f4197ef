using RpcStack.Services.Files.Ftp;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Files.Ftp.Peers;

/// <summary>Our client at other servers.</summary>
public sealed class PeerServerTests
{
    public static TheoryData<string> Checks => PeerConformance.Checks;

    [PeerTheory(PeerServers.Vsftpd)]
    [MemberData(nameof(Checks))]
    public async Task At_vsftpd_which_wants_TLS_sessions_resumed(string check)
    {
        using var conformance = new PeerConformance("anonymous", "pub", listsSeconds: false);
        await conformance.RunAsync(check, PeerServers.StartVsftpd);
    }

    [PeerTheory(PeerServers.ProFtpd)]
    [MemberData(nameof(Checks))]
    public async Task At_ProFTPD_which_wants_TLS_sessions_resumed(string check)
    {
        using var conformance = new PeerConformance("ada", "", listsSeconds: true);
        await conformance.RunAsync(check, PeerServers.StartProFtpd);
    }

    [PeerTheory(PeerServers.PureFtpd)]
    [MemberData(nameof(Checks))]
    public async Task At_Pure_FTPd(string check)
    {
        using var conformance = new PeerConformance("ada", "", listsSeconds: true);
        await conformance.RunAsync(check, PeerServers.StartPureFtpd);
    }

    [PeerTheory(PeerServers.Pyftpdlib)]
    [MemberData(nameof(Checks))]
    public async Task At_pyftpdlib(string check)
    {
        using var conformance = new PeerConformance("ada", "", listsSeconds: true);
        await conformance.RunAsync(check, PeerServers.StartPyftpdlib);
    }

    [PeerTheory(PeerServers.Vsftpd)]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Clients_of_one_server_resume_each_its_own_session(string host)
    {
        using var folder = new TemporaryFolder();
        PeerServer.Permit("755", folder.Path);
        await File.WriteAllTextAsync(folder["file"], "text");
        using PeerServer server = await PeerServer.StartAsync(folder.Path, PeerServers.StartVsftpd);
        var options = new FtpClientOptions
        {
            TlsMode = FtpTlsMode.Explicit,
            Tls = TestCertificate.Trusting with { ServerName = null },
        };
        await using FtpClient one = await FtpClient.ConnectAsync(host, server.Port, options);
        await using FtpClient two = await FtpClient.ConnectAsync(host, server.Port, options);
        await one.LoginAsync();
        await two.LoginAsync();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(["file"], await one.NlstAsync().ToListAsync());
            Assert.Equal(["file"], await two.NlstAsync().ToListAsync());
        }
    }
}
