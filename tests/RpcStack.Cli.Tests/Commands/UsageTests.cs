namespace RpcStack.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Fact]
    public async Task Without_arguments_it_says_what_there_is()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync();

        Assert.Equal(2, outcome.ExitCode);
        Assert.All(
            (string[])["compare", "serve", "call", "idl"],
            command => Assert.Contains($"\n  {command}", outcome.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rpcstack", "frobnicate")]
    [InlineData("rpcstack compare", "compare")]
    [InlineData("rpcstack compare dns", "compare", "dns", "--what")]
    [InlineData("rpcstack call", "call")]
    public async Task A_wrong_command_line_points_to_the_help(string command, params string[] arguments)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync(arguments);

        outcome.MustFail(2, $"See '{command} --help'.");
    }

    [Fact]
    public async Task Help_is_no_failure()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", "--help");

        Assert.Contains("--calls <N>", outcome.MustSucceed().Output, StringComparison.Ordinal);
    }
}
