using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Files.Ftp;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Files.Ftp.Peers;

/// <summary>Somebody else's FTP server over a directory, with TLS; <c>ada</c>'s password is <c>secret</c>.</summary>
internal sealed class PeerServer : IDisposable
{
    private readonly TemporaryFolder _config = new();
    private readonly Process _process;

    private PeerServer(string root, int port, Func<PeerServer, int, string[]> command)
    {
        Root = root;
        Port = port;
        File.WriteAllText(_config["tls.pem"], TestCertificate.CertificatePem + "\n" + TestCertificate.KeyPem + "\n");
        Permit("600", _config["tls.pem"]);
        string[] line = command(this, port);
        _process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public string Root { get; }

    public string this[string name] => _config[name];

    /// <summary>Starts a server, and waits until it greets.</summary>
    /// <param name="root">What it serves.</param>
    /// <param name="command">Writes its configuration for a port, and gives the command line.</param>
    public static async Task<PeerServer> StartAsync(string root, Func<PeerServer, int, string[]> command)
    {
        for (int attempt = 0; ; attempt++)
        {
            var server = new PeerServer(root, FreePort(), command);
            if (await server.IsReadyAsync()) return server;
            server.Dispose();
            Assert.True(attempt < 3, $"{server._process.StartInfo.FileName} does not start");
        }
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(_config[name], text);
        return _config[name];
    }

    /// <summary>Servers run as whom they please, and look at who may write what.</summary>
    public static void Permit(string mode, string path) => Peer.RunAsync("chmod", [mode, path]).Wait();

    public static FtpClientOptions WithTls { get; } = new()
    {
        TlsMode = FtpTlsMode.Explicit,
        Tls = TestCertificate.Trusting,
    };

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _config.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        for (int i = 0; i < 500 && !_process.HasExited; i++)
        {
            try
            {
                using RawFtp raw = await RawFtp.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port));
                if ((await raw.ReadAsync()).StartsWith("220", StringComparison.Ordinal)) return true;
            }
            catch (SocketException)
            {
            }

            await Task.Delay(20);
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
