using System.Diagnostics;
using RpcStack.Protocol;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Store;

namespace RpcStack.Cli.Tests.Commands;

/// <summary><c>rpcstack registry</c> and <c>rpcstack refs</c>, from outside.</summary>
public sealed class RegistryTests : IAsyncLifetime, IDisposable
{
    private Process? _process;
    private string _endpoint = "";

    public async Task InitializeAsync()
    {
        _process = BuiltProgram.Tool.Start("registry", "--listen", "rpc+tcp://127.0.0.1:0");
        string line = await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
        _endpoint = line.Split(' ')[1];
    }

    public async Task DisposeAsync()
    {
        await RpcStack.Tests.Peer.RunAsync("kill", ["-TERM", $"{_process!.Id}"]);
        Assert.Equal(0, (await BuiltProgram.EndAsync(_process)).ExitCode);
    }

    public void Dispose() => _process?.Dispose();

    [Fact]
    public async Task Names_are_bound_and_found_by_anybody_who_speaks_the_contract()
    {
        const string Bank = """{"binding": {"name": "bank", "endpoint": "rpc+tcp://10.0.0.1:5000/bank", "contract": ""}}""";
        (await BuiltProgram.Tool.RunAsync("call", _endpoint, "Registry.Bind", Bank)).MustSucceed();
        Outcome found = await BuiltProgram.Tool.RunAsync("call", _endpoint, "Registry.Lookup", """{"name": "bank"}""");
        Assert.Contains("rpc+tcp://10.0.0.1:5000/bank", found.MustSucceed().Output, StringComparison.Ordinal);
        (await BuiltProgram.Tool.RunAsync("call", _endpoint, "Registry.Bind", Bank)).MustFail(1, "'bank' stands for rpc+tcp://10.0.0.1:5000/bank");
    }

    [Fact]
    public async Task Where_nobody_holds_anything_nothing_is_listed()
    {
        Outcome none = await BuiltProgram.Tool.RunAsync("refs", _endpoint);
        Assert.Contains("0 held by clients, 0 of theirs held here", none.MustSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_are_listed_with_what_is_known_of_them()
    {
        string folder = Directory.CreateTempSubdirectory("refs").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "notes"), "held");
        var tracing = new RpcConnectionOptions { TracesReferences = true };
        await using var server = new RpcServer(new RpcServerOptions { Connection = tracing });
        server.Map(new DirectoryStore(folder).OpenRoot());
        await using var client = new RpcClient(await server.ListenAsync("rpc+tcp://127.0.0.1:0"));
        await using IRemoteFile held = await client.Get<IRemoteDirectory>().OpenAsync("notes", OpenMode.Read);

        Outcome listed = await BuiltProgram.Tool.RunAsync("refs", "--stacks", client.Endpoint.ToString());
        Assert.Matches("export #.*RpcStack.Services.Files.Remo.*127.0.0.1:.* s .* s .* 1 ", listed.MustSucceed().Output);
        Assert.Contains("1 held by clients, 0 of theirs held here", listed.Output, StringComparison.Ordinal);
        Assert.Contains("   at RpcStack.", listed.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
