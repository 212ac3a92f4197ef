using System.Diagnostics;
using RpcStack.Grpc.Tests.Calls;
using RpcStack.Hosting;
using RpcStack.Tests;

namespace RpcStack.Grpc.Tests.Interop;

/// <summary>Other implementations on either side, with stubs made of the exported <c>.proto</c>.</summary>
public sealed class InteropTests(InteropFiles files) : IClassFixture<InteropFiles>
{
    [PeerTheory("/usr/bin/python3 grpc", "grpc_python_plugin", "protoc")]
    [InlineData(false)]
    [InlineData(true)]
    public Task Grpcio_calls_our_server(bool compresses) => ServeAsync("python", compresses);

    [PeerTheory("node", "/opt/rpcstack-peers/node/complete")]
    [InlineData(false)]
    [InlineData(true)]
    public Task Grpc_js_calls_our_server(bool compresses) => ServeAsync("node", compresses);

    [PeerTheory("/usr/bin/python3 grpc", "grpc_python_plugin", "protoc")]
    [InlineData(false)]
    [InlineData(true)]
    public Task We_call_a_server_of_grpcio(bool compresses) => CallAsync("python", compresses);

    [PeerTheory("node", "/opt/rpcstack-peers/node/complete")]
    [InlineData(false)]
    [InlineData(true)]
    public Task We_call_a_server_of_grpc_js(bool compresses) => CallAsync("node", compresses);

    [Fact]
    public async Task We_call_our_own_server()
    {
        await using var stack = new GrpcStack();
        stack.Map<IInterop>(new InteropService());
        await stack.StartAsync();
        await new InteropCheck(stack.Client).RunAsync();
    }

    [PeerFact("/usr/bin/python3 grpc")]
    public async Task Health_is_asked_for_by_its_standard_protocol()
    {
        var health = new RpcHealth();
        health.Set("shop", ServingStatus.Serving);
        await using var stack = new GrpcStack();
        stack.Map<IHealth>(health);
        await stack.StartAsync();
        string script = Path.Combine(AppContext.BaseDirectory, "Interop", "Peers", "health.py");
        Assert.Equal("status 1\nwatched 1\n", await Peer.RunAsync("/usr/bin/python3", [script, $"127.0.0.1:{stack.Port}", "shop"]));
        Assert.Equal("NOT_FOUND\nwatched 3\n", await Peer.RunAsync("/usr/bin/python3", [script, $"127.0.0.1:{stack.Port}", "none"]));
    }

    private async Task ServeAsync(string language, bool compresses)
    {
        await using var stack = new GrpcStack { Serving = options => options.CompressAbove = compresses ? 0 : int.MaxValue };
        stack.Map<IInterop>(new InteropService());
        await stack.StartAsync();
        (string program, string[] arguments) = await files.CommandAsync(language, "client", $"127.0.0.1:{stack.Port}");
        Assert.Contains("all is well", await Peer.RunAsync(program, arguments), StringComparison.Ordinal);
        // What peers are told to compress comes compressed.
        Assert.Contains("gzip", stack.Encodings);
    }

    private async Task CallAsync(string language, bool compresses)
    {
        (string program, string[] arguments) = await files.CommandAsync(language, "server", compresses ? "gzip" : "plain");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process peer = Process.Start(start)!;
        try
        {
            string? port = await peer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            await using var channel = new GrpcRpcChannel(
                $"grpc://127.0.0.1:{port}", new GrpcChannelOptions { CompressAbove = compresses ? 0 : int.MaxValue });
            await new InteropCheck(channel).RunAsync();
        }
        finally
        {
            peer.Kill(entireProcessTree: true);
        }
    }
}
