using System.Globalization;
using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>That a contract which mirrors an interface file says where it does not.</summary>
public class MirrorTests
{
    private const string Idl = """
        module Bank {
            enum Color { Red, Blue };
            struct Entry { string name; long amount; };
            interface Account {
                @idempotent long Balance(in Color kind);
                void Pay(in Entry entry);
            };
        };
        """;

    private const string Source = """
        [RpcContract(Name = "Bank.Account", Mirrors = "bank.idl")]
        public partial interface IMyAccount
        {
            [Idempotent] ValueTask<int> BalanceAsync(Color kind);
            ValueTask PayAsync(MyEntry entry);
        }
        [RpcMessage(Name = "Bank.Entry")] public record MyEntry(
            string Name,
            int Amount);
        """;

    private const string Usings = "using Bank;\n";

    [Fact]
    public async Task A_contract_that_is_what_it_mirrors_is_not_talked_about() => Assert.Empty(await AnalyzeAsync(Source));

    [Theory]
    [InlineData("int Amount", "long Amount", "Amount", "bank.idl has '1 Amount int32'")]
    [InlineData("string Name", "string Title", "Title", "bank.idl has '0 Name string'")]
    [InlineData("int Amount)", "int Amount,\n    int More)", "More", "bank.idl does not have it")]
    [InlineData(",\n    int Amount", "", "MyEntry", "bank.idl has '1 Amount int32' too")]
    [InlineData("[Idempotent] ", "", "BalanceAsync", "idempotent'")]
    [InlineData("Color kind", "int kind", "BalanceAsync", "bank.idl has '0 Balance(kind: Bank.Color)")]
    [InlineData("    ValueTask PayAsync(MyEntry entry);\n", "", "IMyAccount", "bank.idl has '1 Pay(entry: Bank.Entry) -> ()' too")]
    [InlineData("entry);\n", "entry);\n    ValueTask NewAsync();\n", "NewAsync", "bank.idl does not have it")]
    public async Task What_differs_is_an_error_at_the_member(string before, string after, string place, string reason)
    {
        Assert.Contains(before, Source, StringComparison.Ordinal);
        IReadOnlyList<Diagnostic> all = await AnalyzeAsync(Source.Replace(before, after, StringComparison.Ordinal));
        Diagnostic found = all.First(one => Message(one).Contains(reason, StringComparison.Ordinal));
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal(place, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("bank.idl\")]", "other.idl\")]", "no RpcIdl item of the project is called 'other.idl'")]
    [InlineData("Bank.Account", "Bank.Branch", "bank.idl declares no contract of that name")]
    public async Task What_cannot_be_found_is_said_at_the_attribute(string before, string after, string reason)
    {
        Diagnostic found = Assert.Single(await AnalyzeAsync(Source.Replace(before, after, StringComparison.Ordinal)));
        Assert.EndsWith(reason, Message(found), StringComparison.Ordinal);
        Assert.StartsWith(
            "RpcContract(", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan), StringComparison.Ordinal);
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source)
    {
        new IdlWorkbench(("idl/bank.idl", Idl)).Generate(Workbench.Compile(Usings + source), out Compilation output);
        IEnumerable<Diagnostic> all = await output.AnalyzeAsync(files: new MemoryText("idl/bank.idl", Idl));
        return [.. all.Where(diagnostic => diagnostic.Id == "RPC2006")];
    }
}
