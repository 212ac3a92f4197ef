namespace RpcStack.Cli.Tests.Commands;

public sealed class IdlDiffTests
{
    private const string Old = """
        contract Bank.Account
          0 Balance() -> decimal
          1 Withdraw(amount: decimal) -> ()
          2 Close(reason: Bank.Reason) -> ()
        message Bank.Reason
          0 Text string
        """;

    [Fact]
    public async Task What_is_as_it_was_is_said_to_be()
    {
        Outcome outcome = await DiffAsync(Old, Old);

        Assert.Equal("Nothing changed.\n", outcome.MustSucceed().Output);
    }

    [Fact]
    public async Task What_breaks_is_told_format_by_format_and_is_the_exit_code()
    {
        Outcome outcome = await DiffAsync(Old, """
            contract Bank.Account
              0 Balance() -> decimal
              1 Withdraw(amount: string) -> ()
              2 Close(reason: Bank.Reason) -> ()
              3 Open() -> ()
            message Bank.Reason
              0 Text string
              1 Code int32
            """);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Errors);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "operation MessagePack XDR protobuf",
                "Bank.Account.Balance compatible compatible compatible",
                "Bank.Account.Withdraw breaks breaks breaks",
                "Bank.Account.Close compatible breaks compatible",
                "Bank.Account.Open new new new",
            ],
            lines.Where(line => line.StartsWith('│'))
                .Select(line => string.Join(' ', line.Split('│', StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim()))));
        Assert.Equal(
            [
                "MessagePack, XDR, protobuf: Bank.Account.Withdraw: amount changed from decimal to string",
                "XDR: Bank.Account.Close: reason.Code is not sent by the client, and nothing may be missing",
                "Old clients break.",
            ],
            lines[^3..]);
    }

    [Fact]
    public async Task What_only_adds_is_compatible()
    {
        Outcome outcome = await DiffAsync(Old, Old + "\n\ncontract Bank.Branch\n  0 Find() -> string\n");

        Assert.EndsWith("Old clients work.\n", outcome.MustSucceed().Output, StringComparison.Ordinal);
        Assert.Contains("Bank.Branch.Find", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_that_is_gone_breaks_its_clients()
    {
        Outcome outcome = await DiffAsync(Old, "contract Bank.Branch\n  0 Find() -> string\n");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Bank.Account.Balance: the contract is gone", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_lock_is_named_with_its_line()
    {
        Outcome outcome = await DiffAsync(Old, Old + "\n\ncontract Bank.Branch\n  zero Find() -> string\n");

        outcome.MustFail(1, ".lock: Line 9: expected a number");
    }

    [Fact]
    public async Task Files_in_ONC_RPC_language_are_compared_too()
    {
        const string Program = "program P { version V { int F(int) = 1; string G(void) = 2; } = 1; } = 0x20000001;";
        using TemporaryFile before = new(Program, ".x"), after = new(Program.Replace("F(int)", "F(hyper)"), ".x");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "diff", before.Path, after.Path);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("P.V.F: argument changed from int32 to int64", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("P.V.G:", outcome.Output, StringComparison.Ordinal);
    }

    private static async Task<Outcome> DiffAsync(string old, string @new)
    {
        using TemporaryFile before = new(old, ".lock"), after = new(@new, ".lock");
        return await BuiltProgram.Tool.RunAsync("idl", "diff", before.Path, after.Path);
    }
}
