using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Export;
using RpcStack.Cli.Idl.Export.Proto;
using RpcStack.Tests;

namespace RpcStack.Grpc.Tests.Interop;

/// <summary>The contract's <c>.proto</c> as <c>rpcstack idl export</c> writes it, and the scripts of the peers, in one folder.</summary>
public sealed class InteropFiles : IAsyncLifetime
{
    private const string NodeModules = "/opt/rpcstack-peers/node/node_modules";

    private readonly Lazy<Task> _stubs;

    public InteropFiles() => _stubs = new(MakeStubsAsync);

    public string Folder { get; } = Directory.CreateTempSubdirectory("rpcstack-interop").FullName;

    public async Task InitializeAsync()
    {
        ContractDescriptor contract = Descriptor<IInterop>();
        string proto = ProtoExporter.Export(Declarations.Of([new SourceContract(contract.Schema, contract)]));
        await File.WriteAllTextAsync(Path.Combine(Folder, "interop.proto"), proto);
        foreach (string script in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Interop", "Peers")))
            File.Copy(script, Path.Combine(Folder, Path.GetFileName(script)));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>How a peer is started.</summary>
    /// <param name="language"><c>python</c> or <c>node</c>.</param>
    /// <param name="arguments"><c>client ADDRESS</c> or <c>server</c>.</param>
    public async Task<(string Program, string[] Arguments)> CommandAsync(string language, params string[] arguments)
    {
        if (language == "node")
        {
            Environment.SetEnvironmentVariable("GRPC_JS_MODULES", NodeModules);
            return ("node", [Path.Combine(Folder, "interop.js"), arguments[0], Folder, .. arguments[1..]]);
        }

        await _stubs.Value;
        return ("/usr/bin/python3", [Path.Combine(Folder, "interop.py"), .. arguments]);
    }

    private Task<string> MakeStubsAsync() => Peer.RunAsync("protoc",
    [
        $"-I{Folder}",
        $"--python_out={Folder}",
        $"--grpc_python_out={Folder}",
        $"--plugin=protoc-gen-grpc_python={Peer.Find("grpc_python_plugin")}",
        "interop.proto",
        "status.proto",
    ]);

    private static ContractDescriptor Descriptor<T>() where T : class, IContract<T> => T.Descriptor;
}
