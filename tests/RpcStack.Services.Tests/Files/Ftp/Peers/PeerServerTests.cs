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
}
