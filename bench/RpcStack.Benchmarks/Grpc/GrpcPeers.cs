using System.Diagnostics;

namespace RpcStack.Benchmarks.Grpc;

/// <summary>Debian's gRPC in C++ and Python, built in a folder of its own, once.</summary>
internal sealed class GrpcPeers
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "rpcstack-bench-grpc");

    /// <summary>The command lines of those that can be built here, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string[]>> BuildAsync(Action<string> say)
    {
        var peers = new Dictionary<string, string[]>();
        Directory.CreateDirectory(_folder);
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Grpc", "Peers")))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)), overwrite: true);
        string python = "protoc --python_out=. --grpc_python_out=. --plugin=protoc-gen-grpc_python=$(command -v grpc_python_plugin) bench.proto";
        string program = "[ bench -nt bench.cc ] || { protoc --cpp_out=. --grpc_out=. --plugin=protoc-gen-grpc=$(command -v grpc_cpp_plugin) bench.proto"
            + " && g++ -std=c++17 -O2 -o bench *.cc $(pkg-config --cflags --libs grpc++ protobuf); }";
        if (await ShellAsync(program).ConfigureAwait(false)) peers["C++"] = [Path.Combine(_folder, "bench")];
        else say("C++ is left out: it needs libgrpc++-dev, protobuf-compiler-grpc, g++ and pkg-config.");
        if (await ShellAsync($"{python} && /usr/bin/python3 -c 'import grpc'").ConfigureAwait(false))
            peers["grpcio"] = ["/usr/bin/python3", Path.Combine(_folder, "bench.py")];
        else say("grpcio is left out: it needs python3-grpcio, python3-protobuf and protobuf-compiler-grpc.");
        return peers;
    }

    private async Task<bool> ShellAsync(string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = _folder })!;
        await shell.WaitForExitAsync().ConfigureAwait(false);
        return shell.ExitCode == 0;
    }
}
