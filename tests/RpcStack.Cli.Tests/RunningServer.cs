using System.Diagnostics;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests;

/// <summary><c>rpcstack serve</c> on ports that the system chose.</summary>
public sealed class RunningServer : IAsyncLifetime, IDisposable
{
    private Process? _process;

    public string Dns { get; private set; } = "";

    public string DnsPort => Dns[(Dns.LastIndexOf(':') + 1)..];

    public string Rpc { get; private set; } = "";

    public string Grpc { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _process = BuiltProgram.Tool.Start("serve", "--dns", "127.0.0.1:0", "--rpc", "rpc+tcp://127.0.0.1:0", "--grpc", "127.0.0.1:0");
        while (Grpc.Length == 0)
        {
            string line = await _process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["dns+udp", ..]) Dns = words[1];
            if (words is ["rpc+tcp", ..]) Rpc = words[1];
            if (words is ["grpc", ..]) Grpc = words[1];
        }
    }

    /// <summary>Asks it to stop, as a service manager would.</summary>
    internal async Task<Outcome> StopAsync()
    {
        await Peer.RunAsync("kill", ["-TERM", $"{_process!.Id}"]);
        return await BuiltProgram.EndAsync(_process);
    }

    public async Task DisposeAsync()
    {
        if (_process is { HasExited: false }) await StopAsync();
    }

    public void Dispose() => _process?.Dispose();
}
