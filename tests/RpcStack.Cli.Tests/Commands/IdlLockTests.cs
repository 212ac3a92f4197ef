using RpcStack.Cli.Idl;
using RpcStack.Cli.Tests.Idl;

namespace RpcStack.Cli.Tests.Commands;

public sealed class IdlLockTests
{
    [Fact]
    public async Task A_lock_holds_what_peers_know_of_an_assembly()
    {
        using var file = new TemporaryFile("", ".lock");

        Outcome written = await BuiltProgram.Tool.RunAsync("idl", "lock", Contracts.Assembly, "--output", file.Path);
        Outcome again = await BuiltProgram.Tool.RunAsync("idl", "lock", Contracts.Assembly, "--output", file.Path);
        Outcome same = await BuiltProgram.Tool.RunAsync("idl", "diff", file.Path, Contracts.Assembly);

        string count = $"{file.Path}: {AssemblyContracts.Read(Contracts.Assembly).Count} contracts";
        Assert.Equal($"{count}\n", written.MustSucceed().Output);
        Assert.Equal($"{count}, as before\n", again.MustSucceed().Output);
        Assert.Equal("Nothing changed.\n", same.MustSucceed().Output);
        Assert.Contains(
            "\n  2 Withdraw(amount: decimal) -> () throws RpcStack.TestContracts.InsufficientFunds\n",
            await File.ReadAllTextAsync(file.Path),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".txt", 2, ": this is no assembly (.dll), interface file")]
    [InlineData(".dll", 1, ": this is no .NET assembly")]
    public async Task What_holds_no_contract_is_refused_by_name(string extension, int exitCode, string message)
    {
        using var file = new TemporaryFile("Hello", extension);

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "lock", file.Path, "--output", file.Path + ".lock");

        outcome.MustFail(exitCode, file.Path + message);
        Assert.False(File.Exists(file.Path + ".lock"));
    }

    [Fact]
    public async Task A_lock_is_no_source_of_a_lock()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "lock", "rpcstack.lock");

        outcome.MustFail(2, "error: rpcstack.lock: this is a lock already");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_mistake_in_usage()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "lock", "nowhere.dll");

        outcome.MustFail(2, "error: nowhere.dll: there is no such file");
    }
}
