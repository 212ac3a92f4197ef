using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.Tests;

/// <summary>
/// That typing costs what was typed: a step whose input did not change does not run, or gives what it gave.
/// </summary>
public class CachingTests
{
    private static readonly string[] Steps =
    [
        "Contracts", "ContractFiles", "Messages", "MessageFiles", "Unions", "UnionFiles",
        "AllContractFiles", "AllMessageFiles", "AllUnionFiles", "Files",
    ];

    private static readonly (string, string)[] Sources =
    [
        ("A.cs", "[RpcContract] public partial interface IA { ValueTask<M> X(M m); }"),
        ("B.cs", "[RpcContract] public partial interface IB : IA { ValueTask Y(); }"),
        ("M.cs", "[RpcMessage] public record M(int N, (int, S) P);"),
        ("S.cs", "[RpcUnion, RpcCase<C>(1)] public abstract record S; [RpcMessage] public record C : S;"),
        ("Other.cs", "public class Other { public int X; }"),
    ];

    [Fact]
    public void An_unrelated_edit_redoes_nothing()
    {
        GeneratorRunResult result = Edit("Other.cs", "public class Other { public string? Y; }");
        foreach (string step in Steps)
        {
            Assert.True(result.TrackedSteps.ContainsKey(step), step);
            Assert.All(Reasons(result, step), reason => Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        }
    }

    [Fact]
    public void Space_within_a_contract_redoes_nothing_after_reading_it()
    {
        GeneratorRunResult result = Edit(
            "A.cs", "\n\n[RpcContract]  public partial interface IA\n { ValueTask<M> X(M m); /* why */ }");
        Assert.All(Reasons(result, "ContractFiles"), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edited_contract_is_printed_and_others_are_not()
    {
        GeneratorRunResult result = Edit("B.cs", "[RpcContract] public partial interface IB : IA { ValueTask Z(); }");
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified],
            Reasons(result, "ContractFiles").OrderBy(reason => reason.ToString(), StringComparer.Ordinal));
        Assert.All(Reasons(result, "MessageFiles"), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_message_that_breaks_takes_the_operations_that_need_it_along()
    {
        GeneratorRunResult result = Edit("M.cs", "[RpcMessage] public record M(object N);");
        string contract = result.GeneratedSources.Single(source => source.HintName == "IA.g.cs").SourceText.ToString();
        Assert.DoesNotContain("global::MCodec", contract, StringComparison.Ordinal);
        Assert.DoesNotContain(result.GeneratedSources, source => source.HintName == "MCodec.g.cs");
        Assert.Contains(result.GeneratedSources, source => source.HintName == "SCodec.g.cs");
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static GeneratorRunResult Edit(string path, string text)
    {
        CSharpCompilation before = Workbench.Compile(Sources, strict: false);
        SyntaxTree old = before.SyntaxTrees.Single(tree => tree.FilePath == path);
        SyntaxTree edited = CSharpSyntaxTree.ParseText(text, Workbench.ParseOptions, path);
        Compilation after = before.ReplaceSyntaxTree(old, edited);
        GeneratorDriver driver = Workbench.Driver(isTracking: true).RunGenerators(before).RunGenerators(after);
        return driver.GetRunResult().Results.Single();
    }
}
