using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.MailSoak;

/// <summary>The host in a process of its own, which can be killed and started again on the same port.</summary>
internal sealed class HostProcess(string folder, int nextPort) : IDisposable
{
    private Process? _process;

    public int Port { get; } = FreePort();

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (object argument in (object[])[typeof(HostProcess).Assembly.Location, "host", folder, Port, nextPort])
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        _process = Process.Start(start)!;
        string? line = await _process.StandardOutput.ReadLineAsync();
        if (line != Host.Ready) throw new InvalidOperationException($"The host did not start: {line}");
    }

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public void Dispose() => _process?.Dispose();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
