using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RpcStack.Services.Dns;

namespace RpcStack.Services.Tests.Dns.Peers;

/// <summary>Another name server, in a process and a folder of its own.</summary>
internal sealed class NameServerPeer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private NameServerPeer(Process process, string folder, IPEndPoint endPoint)
    {
        (_process, Folder, EndPoint) = (process, folder, endPoint);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal string Folder { get; }

    internal IPEndPoint EndPoint { get; }

    internal string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>A port that is free on UDP and TCP, at this moment, at all the addresses.</summary>
    internal static int FreePort(params string[] addresses)
    {
        while (true)
        {
            (Socket udp, Socket tcp) = SocketPair.Listen(new IPEndPoint(IPAddress.Any, 0));
            int port = ((IPEndPoint)udp.LocalEndPoint!).Port;
            udp.Dispose();
            tcp.Dispose();
            if (Array.TrueForAll(addresses, address => IsFree(address, port))) return port;
        }
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments; <c>CONF</c> is the configuration's path.</param>
    /// <param name="configuration">Its configuration; <c>DIR</c> is its folder.</param>
    /// <param name="endPoint">Where the configuration makes it listen.</param>
    /// <param name="files">Files in the folder.</param>
    internal static async Task<NameServerPeer> StartAsync(
        string program,
        string arguments,
        string configuration,
        IPEndPoint endPoint,
        params (string Name, string Content)[] files)
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-dns-").FullName;
        foreach ((string name, string content) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), content);
        string path = Path.Combine(folder, "server.conf");
        await File.WriteAllTextAsync(path, configuration.Replace("DIR", folder, StringComparison.Ordinal));
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (string argument in arguments.Split(' ')) start.ArgumentList.Add(argument == "CONF" ? path : argument);
        var peer = new NameServerPeer(Process.Start(start)!, folder, endPoint);
        await peer.WaitUntilItAnswersAsync();
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static bool IsFree(string address, int port)
    {
        try
        {
            (Socket udp, Socket tcp) = SocketPair.Listen(new IPEndPoint(IPAddress.Parse(address), port));
            udp.Dispose();
            tcp.Dispose();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }

    private async Task WaitUntilItAnswersAsync()
    {
        var client = new DnsClient(EndPoint, new DnsClientOptions { Timeout = TimeSpan.FromSeconds(1), Attempts = 1 });
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await client.LookupAsync(".", DnsRecordType.NS);
                return;
            }
            catch (Exception failure) when (failure is DnsException or TimeoutException)
            {
                Assert.True(attempt < 200 && !_process.HasExited, $"{_process.StartInfo.FileName} does not answer: {Log}");
                await Task.Delay(50);
            }
        }
    }
}
