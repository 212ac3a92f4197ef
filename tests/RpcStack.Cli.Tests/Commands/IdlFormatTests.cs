using System.Text;

namespace RpcStack.Cli.Tests.Commands;

public sealed class IdlFormatTests
{
    [Fact]
    public async Task A_file_is_laid_out_in_place_and_named_once()
    {
        using var file = new TemporaryFile("struct A{long x;};", ".idl");

        Outcome first = await BuiltProgram.Tool.RunAsync("idl", "format", file.Path);
        Outcome second = await BuiltProgram.Tool.RunAsync("idl", "format", file.Path);

        Assert.Equal($"{file.Path}\n", first.MustSucceed().Output);
        Assert.Empty(second.MustSucceed().Output);
        Assert.Equal("struct A {\n  long x;\n};\n", await File.ReadAllTextAsync(file.Path));
    }

    [Fact]
    public async Task A_check_names_the_files_that_differ_and_changes_none()
    {
        using TemporaryFile good = new("struct a {\n  int b;\n};\n", ".x"), bad = new("struct a { int b; };", ".x");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "format", good.Path, bad.Path, "--check");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal($"{bad.Path}\n", outcome.Output);
        Assert.Equal("struct a { int b; };", await File.ReadAllTextAsync(bad.Path));
    }

    [Fact]
    public async Task A_file_with_mistakes_is_refused_and_all_files_stay_as_they_are()
    {
        using TemporaryFile good = new("struct A{long x;};", ".idl"), bad = new("struct A {\n  long x\n};", ".idl");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "format", good.Path, bad.Path);

        outcome.MustFail(1, $"{bad.Path}(2,8): error RPC1");
        Assert.Equal("struct A{long x;};", await File.ReadAllTextAsync(good.Path));
    }

    [Fact]
    public async Task Octets_that_are_no_UTF8_stay()
    {
        using var file = new TemporaryFile("", ".x");
        await File.WriteAllTextAsync(file.Path, "/* Käse */ const A=1;", Encoding.Latin1);

        (await BuiltProgram.Tool.RunAsync("idl", "format", file.Path)).MustSucceed();

        Assert.Equal(Encoding.Latin1.GetBytes("/* Käse */\nconst A = 1;\n"), await File.ReadAllBytesAsync(file.Path));
    }
}
