using System.Diagnostics;
using System.Reflection;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Grpc;

namespace RpcStack.Benchmarks.Grpc;

/// <summary>A gRPC server as a process of its own, which says on its output which port it has.</summary>
internal sealed class GrpcServer : IDisposable
{
    public const string Command = "serve-grpc";
    public const string Service = "bench.Bench";

    private readonly Process _process;

    private GrpcServer(Process process, string port) => (_process, Port) = (process, port);

    public string Port { get; }

    /// <summary>This program as the server.</summary>
    public static async Task RunAsync()
    {
        await using var server = new GrpcRpcServer();
        server.Map<IEcho>(new Echo(), Service);
        string address = await server.ListenAsync("grpc://127.0.0.1:0").ConfigureAwait(false);
        Console.WriteLine(new Uri(address).Port);
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
    }

    /// <summary>Starts a server: a peer's, or this program.</summary>
    public static async Task<GrpcServer> StartAsync(string[]? peer)
    {
        string self = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(self) == "dotnet";
        string[] command = peer is null
            ? isHost ? [self, Assembly.GetEntryAssembly()!.Location, Command] : [self, Command]
            : [.. peer, "server"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        string port = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false)
            ?? throw new InvalidOperationException($"{command[0]} ended.");
        return new GrpcServer(process, port);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        _process.Dispose();
    }
}
