using System.Diagnostics;

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
    public async Task References_are_listed_with_what_is_known_of_them()
    {
        await using var client = new RpcClient(_endpoint);
        Outcome none = await BuiltProgram.Tool.RunAsync("refs", _endpoint);
        Assert.Contains("0 held by clients, 0 of theirs held here", none.MustSucceed().Output, StringComparison.Ordinal);
    }
}
