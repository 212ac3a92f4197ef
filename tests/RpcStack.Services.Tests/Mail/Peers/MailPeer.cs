using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Mail.Peers;

/// <summary>A mail server of somebody else's, in a folder of its own, on a port of its own.</summary>
internal sealed class MailPeer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Func<Task>? _stop;

    private MailPeer(string folder, int port, Process process, Func<Task>? stop)
    {
        Folder = folder;
        Port = port;
        _process = process;
        _stop = stop;
    }

    public int Port { get; }

    private string Folder { get; }

    /// <summary>Starts one.</summary>
    /// <param name="configure">Writes what it needs into its folder, and gives the command line.</param>
    /// <param name="stop">Stops it, where a signal would not.</param>
    public static async Task<MailPeer> StartAsync(
        Func<string, int, string[]> configure, Func<string, string[]>? stop = null)
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-peer").FullName;
        // Most of them give up root, and still have to get in.
        Permit(folder, 0x1ED);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        int port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        string[] command = configure(folder, port);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Func<Task>? end = stop is null ? null : () => Peer.RunAsync(stop(folder)[0], stop(folder)[1..]);
        var peer = new MailPeer(folder, port, process, end);
        try
        {
            await Eventually.IsTrue(peer.IsListening, $"{command[0]} does not listen", seconds: 30);
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>A folder of its own that everybody may write to.</summary>
    public static string Open(string folder, string name)
    {
        string path = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        Permit(path, 0x1FF);
        return path;
    }

    public static void Permit(string path, int mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)mode);
    }

    /// <summary>The messages that it has delivered, into Maildirs below the folder of that name.</summary>
    public IReadOnlyList<string> Delivered(string name = "box")
    {
        string box = Path.Combine(Folder, name);
        if (!Directory.Exists(box)) return [];
        return [.. Directory.EnumerateDirectories(box, "new", SearchOption.AllDirectories).SelectMany(Directory.EnumerateFiles).Select(File.ReadAllText)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop is not null) await _stop();
        else if (!_process.HasExited) await Peer.RunAsync("kill", [$"{_process.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private bool IsListening()
    {
        Assert.False(_process.HasExited, "the peer has ended");
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return client.GetStream().ReadByte() > 0;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }
}
