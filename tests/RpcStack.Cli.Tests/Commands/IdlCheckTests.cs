namespace RpcStack.Cli.Tests.Commands;

public sealed class IdlCheckTests
{
    [Fact]
    public async Task Every_mistake_is_told_with_its_place()
    {
        using var file = new TemporaryFile("""
            interface Bank {
              long balance(in Account account);
              void close(in Reason reason);
            };
            """, ".idl");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "check", file.Path);

        outcome.MustFail(1, $"{file.Path}(2,19): error RPC1");
        outcome.MustFail(1, $"{file.Path}(3,17): error RPC1");
    }

    [Fact]
    public async Task So_is_every_mistake_in_ONC_RPC_language()
    {
        using var file = new TemporaryFile("""
            struct a { nothing b; };
            program P { version V { void F(void) = 1; void G(void) = 1; } = 1; } = 0x20000001;
            """, ".x");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "check", file.Path);

        outcome.MustFail(1, $"{file.Path}(1,12): error RPC11");
        outcome.MustFail(1, $"{file.Path}(2,58): error RPC11");
    }

    [Fact]
    public async Task What_is_right_is_passed_over_in_silence_and_so_is_what_it_includes()
    {
        using var types = new TemporaryFile("struct Point { long x, y; };\n", ".idl");
        using var file = new TemporaryFile(
            $"#include \"{Path.GetFileName(types.Path)}\"\ninterface Plane {{ Point origin(); }};\n", ".idl");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "check", file.Path);

        Assert.Empty(outcome.MustSucceed().Output);
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public async Task What_is_no_interface_file_is_a_mistake_in_usage()
    {
        using var file = new TemporaryFile("Hello", ".txt");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "check", file.Path);

        outcome.MustFail(2, $"error: {file.Path}: this is no interface file (.idl, .x)");
    }
}
