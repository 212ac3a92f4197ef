extern alias Generator;

using Generator::RpcStack.Generators;
using Generator::RpcStack.Generators.Locks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Cli.Idl;
using RpcStack.Generators.Tests;

namespace RpcStack.Cli.Tests.Idl;

/// <summary>That the command, which reads assemblies, and the editor's fix, which reads sources, write one lock.</summary>
public sealed class LockAgreementTests
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);
    private static readonly string Folder = BuiltProgram.PathTo("tests/Contracts/RpcStack.TestContracts");

    [Fact]
    public async Task The_command_writes_what_the_fix_writes()
    {
        using var file = new TemporaryFile("", ".lock");

        (await BuiltProgram.Tool.RunAsync("idl", "lock", Contracts.Assembly, "--output", file.Path)).MustSucceed();

        Assert.Equal(LockFile.Write(Compile()), await File.ReadAllTextAsync(file.Path));
    }

    [Fact]
    public async Task The_command_reads_what_the_fix_writes()
    {
        using var file = new TemporaryFile(LockFile.Write(Compile())!, ".lock");

        Outcome same = await BuiltProgram.Tool.RunAsync("idl", "diff", file.Path, Contracts.Assembly);

        Assert.Equal("Nothing changed.\n", same.MustSucceed().Output);
    }

    private static Compilation Compile()
    {
        AdditionalText[] interfaces =
        [
            .. Directory.GetFiles(Path.Combine(Folder, "Xdr"), "*.x")
                .Select(path => new MemoryText(path, File.ReadAllText(path))),
        ];
        var sources = CSharpCompilation.Create(
            "RpcStack.TestContracts",
            Directory.GetFiles(Folder, "*.cs").Select(File.ReadAllText).Append(Contracts.Usings)
                .Select(text => CSharpSyntaxTree.ParseText(text, ParseOptions)),
            MemoryCompilation.References,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create(
                [new RpcGenerator().AsSourceGenerator()],
                interfaces,
                ParseOptions,
                new Generators.Tests.Metadata(interfaces.ToDictionary(file => file.Path, _ => "RpcStack.TestContracts.Xdr")))
            .RunGeneratorsAndUpdateCompilation(sources, out Compilation complete, out _);
        return complete;
    }
}
