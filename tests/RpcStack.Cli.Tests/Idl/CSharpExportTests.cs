using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Export;
using RpcStack.Cli.Idl.Export.CSharp;

namespace RpcStack.Cli.Tests.Idl;

public sealed class CSharpExportTests
{
    private static readonly string Folder = BuiltProgram.PathTo("tests/RpcStack.Generators.Tests/Breadth");

    public static TheoryData<string> Names =>
    [
        "BasesThatHideAndRepeat", "Collections", "ContextualKeywords", "Faults", "Fields", "GlobalNamespace", "Inheritance",
        "Keywords", "Nested", "Results", "Streams", "Tuples", "Unions", "WireNames",
    ];

    [Fact]
    public async Task An_assembly_is_written_as_the_CSharp_that_it_came_from()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "csharp", Contracts.Assembly);

        IReadOnlyList<SourceContract> again = await Contracts.CompileAsync(outcome.MustSucceed().Output);
        Assert.Equal(Contracts.Text(AssemblyContracts.Read(Contracts.Assembly)), Contracts.Text(again));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_a_contract_says_comes_back(string name)
    {
        string source = File.ReadAllText(Path.Combine(Folder, name + ".cs"));
        IReadOnlyList<SourceContract> contracts = await Contracts.CompileAsync(source);
        if (contracts.Count == 0) return;

        string exported = CSharpExporter.Export(Declarations.Of(contracts));

        Assert.Equal(Contracts.Text(contracts), Contracts.Text(await Contracts.CompileAsync(exported)));
    }

    [Fact]
    public async Task Bounds_labels_and_programs_come_back()
    {
        IReadOnlyList<SourceContract> contracts = await Contracts.CompileAsync("""
            namespace Bank;

            [RpcContract, OncProgram(0x20000001, 3)]
            public partial interface IShop
            {
                [return: RpcLength(16, Fixed = true)]
                ValueTask<byte[]> BuyAsync([RpcLength(8), RpcLength(3, Level = 1)] List<string> articles, Figure figure);
                ValueTask<int> CountAsync([RpcLength(9), RpcLength(8, Key = true)] Dictionary<string, int[]> stock);
            }

            public enum Kind { Round = 1, Square = 4, Odd = 9 }

            [RpcUnion(Discriminator = typeof(Kind)), RpcCase<Circle>(Kind.Round), RpcCase<Box>(Kind.Square, Kind.Odd), RpcCase<Other>]
            public abstract record Figure;
            [RpcMessage] public sealed record Circle(double Radius) : Figure;
            [RpcMessage] public sealed record Box([RpcDiscriminator] Kind Kind, int Side) : Figure;
            [RpcMessage] public sealed record Other([RpcDiscriminator] Kind Kind) : Figure;
            """);

        string exported = CSharpExporter.Export(Declarations.Of(contracts));
        SourceContract again = Assert.Single(await Contracts.CompileAsync(exported));

        Assert.Equal(Contracts.Text(contracts), again.Schema.Text);
        Assert.Equal(new OncProgram(0x20000001, 3), again.Descriptor!.OncProgram);
        Assert.DoesNotContain("RpcOperation", exported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_CSharp_cannot_say_is_named()
    {
        using var lockFile = new TemporaryFile("contract A\n  0 X(1 a: int32) -> ()\n", ".lock");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "csharp", lockFile.Path);

        outcome.MustFail(1, "error: A.X: C# has no gaps in parameters");
    }

    [Fact]
    public async Task A_contract_goes_by_the_end_of_its_name()
    {
        Outcome one = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "csharp", Contracts.Assembly, "named");
        Outcome none = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "csharp", Contracts.Assembly, "Nameless");

        Assert.Contains("public partial interface INamed\n", one.MustSucceed().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ICalculator", one.Output, StringComparison.Ordinal);
        none.MustFail(2, "no contract is called 'Nameless'; there are:\n  ");
    }
}
