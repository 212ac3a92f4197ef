using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>That the compiler and the run time say the same of a contract.</summary>
public class SchemaTests
{
    private static readonly IReadOnlyDictionary<string, string> AtRunTime = typeof(ICalculator).Assembly.GetTypes()
        .Select(type => type.GetField("Contract", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<ContractDescriptor>()
        .ToDictionary(contract => contract.Name, contract => contract.Schema.Text);

    private static readonly Lazy<CSharpCompilation> Sources = new(() => Workbench.Compile(
        Directory.GetFiles(Path.Combine(TestFiles.Root, "tests", "Contracts", "RpcStack.TestContracts"), "*.cs")
            .Select(path => (path, File.ReadAllText(path))),
        strict: false));

    private static IEnumerable<(string Path, string Text)> Files =>
        Directory.GetFiles(Path.Combine(TestFiles.Root, "tests", "Contracts", "RpcStack.TestContracts", "Xdr"), "*.x")
            .Select(path => (path, File.ReadAllText(path)));

    public static TheoryData<string> Names => new(AtRunTime.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_from_symbols_is_the_descriptors(string name)
    {
        Dictionary<string, string> namespaces = Files.ToDictionary(file => file.Path, _ => "RpcStack.TestContracts.Xdr");
        new IdlWorkbench(namespaces, [.. Files]).Generate(Sources.Value, out Compilation compilation);
        var known = KnownSymbols.For(compilation);
        INamedTypeSymbol contract = compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Single(type => known.IsContract(type) && Naming.WireName(type, known) == name);
        Assert.Equal(AtRunTime[name], new SchemaReader(known).Read(contract)?.Text);
    }

    [Fact]
    public void A_contract_that_cannot_be_called_has_no_schema() => Assert.Null(Read("""
        [RpcContract] public partial interface IFoo { ValueTask A(object x); }
        """));

    [Fact]
    public void A_type_that_nests_without_end_has_no_schema() => Assert.Null(Read("""
        [RpcMessage] public record A<T>(A<A<T>>? Next);
        [RpcContract] public partial interface IFoo { ValueTask A(A<int> x); }
        """));

    [Fact]
    public void What_a_foreign_codec_writes_goes_by_the_codecs_name() => Assert.Equal("""
        contract Foo
          0 A(x: UriCodec, y: UriCodec?) -> Foo.A.Result
        message Foo.A.Result
          0 value UriCodec
        message UriCodec

        """, Read("""
        [assembly: RpcCodec<Uri, UriCodec>]
        public struct UriCodec;
        [RpcContract] public partial interface IFoo { ValueTask<Uri> A(Uri x, Uri? y); }
        """));

    private static string? Read(string source)
    {
        CSharpCompilation compilation = Workbench.Compile(source);
        return new SchemaReader(KnownSymbols.For(compilation)).Read(compilation.GetTypeByMetadataName("IFoo")!)?.Text;
    }
}
