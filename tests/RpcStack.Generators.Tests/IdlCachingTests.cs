using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.Tests;

/// <summary>That in a project of 300 IDL files and 300 C# contracts, an edit costs what was edited.</summary>
public class IdlCachingTests
{
    private const int Count = 300;

    private static readonly string[] IdlSteps =
        ["IdlFiles", "IdlSyntax", "IdlUnits", "IdlDeclarations", "IdlTrees", "IdlSets", "IdlFoundation", "IdlSources", "IdlShared"];

    private static readonly string[] Steps =
        [.. IdlSteps, "Contracts", "ContractFiles", "LateFiles", "Files"];

    [Fact]
    public void An_edit_of_other_code_redoes_nothing()
    {
        GeneratorRunResult result = Edit(driver => driver, Other("public class Other { public int X; }"));
        foreach (string step in Steps) AssertAll(result, step, 0);
        Assert.Equal(5 * Count, result.GeneratedSources.Length);
    }

    [Fact]
    public void An_edit_of_one_C_sharp_contract_redoes_that_one()
    {
        GeneratorRunResult result = Edit(
            driver => driver,
            compilation => Replace(compilation, "C7.cs", "[RpcContract] public partial interface IC7 { ValueTask Y(); }"));
        foreach (string step in IdlSteps) AssertAll(result, step, 0);
        AssertAll(result, "ContractFiles", 1);
        AssertAll(result, "LateFiles", 0);
    }

    [Fact]
    public void An_edit_of_one_idl_file_redoes_that_one()
    {
        GeneratorRunResult result = Edit(
            driver => driver.ReplaceAdditionalText(Idl(7), Idl(7, "boolean")), compilation => compilation);
        foreach (string step in IdlSteps)
            AssertAll(result, step, step == "IdlFoundation" ? 0 : step == "IdlSources" ? 3 : 1);
        AssertAll(result, "ContractFiles", 0);
        AssertAll(result, "LateFiles", 0);
    }

    [Fact]
    public void A_comment_in_an_idl_file_redoes_its_declarations_and_nothing_behind_them()
    {
        GeneratorRunResult result = Edit(
            driver => driver.ReplaceAdditionalText(Idl(7), Idl(7, "long", "\n// the end")), compilation => compilation);
        AssertAll(result, "IdlFiles", 1);
        AssertAll(result, "IdlDeclarations", 0);
        AssertAll(result, "IdlSources", 0);
    }

    [Fact]
    public void An_edit_of_what_others_include_redoes_those()
    {
        GeneratorRunResult result = Edit(
            driver => driver.ReplaceAdditionalText(Idl(1), Idl(1, "boolean")), compilation => compilation);
        AssertAll(result, "IdlDeclarations", 1);
        AssertAll(result, "IdlSets", 2);
    }

    // Of the files one includes another, and of the contracts one names a type of a file's.
    private static readonly Dictionary<int, AdditionalText> Files =
        Enumerable.Range(0, Count).ToDictionary(i => i, i => (AdditionalText)Make(i, "long", ""));

    // There is a compilation for each file, and every one looks for types in every reference.
    private static readonly HashSet<string?> Few =
        ["System.Private.CoreLib.dll", "System.Runtime.dll", "System.Collections.dll", "System.Threading.dll", "RpcStack.dll"];

    private static readonly Lazy<(CSharpCompilation Compilation, GeneratorDriver Driver)> Before = new(Begin);

    private static AdditionalText Idl(int i) => Files[i];

    private static MemoryText Idl(int i, string type, string end = "") => Make(i, type, end);

    private static MemoryText Make(int i, string type, string end) => new(
        $"/p/f{i}.idl",
        (i == 2 ? "#include \"f1.idl\"\n" : "")
            + $"struct S{i} {{ {type} x; }}; interface D{i} {{ S{i} x(in {type} y); }};{end}");

    private static string Contract(int i) => i == 0
        ? "[RpcContract] public partial interface IC0 { ValueTask<S0> X(S0 s); }"
        : $"[RpcContract] public partial interface IC{i} {{ ValueTask X(); }}";

    private static Func<CSharpCompilation, CSharpCompilation> Other(string text) =>
        compilation => Replace(compilation, "Other.cs", text);

    private static CSharpCompilation Replace(CSharpCompilation compilation, string path, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, Workbench.ParseOptions, path));
    }

    private static (CSharpCompilation Compilation, GeneratorDriver Driver) Begin()
    {
        IEnumerable<(string, string)> sources = Enumerable.Range(0, Count).Select(i => ($"C{i}.cs", Contract(i)));
        CSharpCompilation compilation = Workbench.Compile([.. sources, ("Other.cs", "")], strict: false)
            .WithReferences(Workbench.References.Where(reference => Few.Contains(Path.GetFileName(reference.Display))));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new RpcGenerator().AsSourceGenerator()],
            Files.Values.ToImmutableArray(),
            Workbench.ParseOptions,
            new Metadata(new Dictionary<string, string>()),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return (compilation, driver.RunGenerators(compilation));
    }

    private static GeneratorRunResult Edit(
        Func<GeneratorDriver, GeneratorDriver> editIdl, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        (CSharpCompilation compilation, GeneratorDriver driver) = Before.Value;
        return editIdl(driver).RunGenerators(edit(compilation)).GetRunResult().Results.Single();
    }

    private static void AssertAll(GeneratorRunResult result, string step, int redone)
    {
        IEnumerable<IncrementalStepRunReason> reasons =
            result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);
        int count = reasons.Count(reason =>
            reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.True(count == redone, $"{step}: {count} redone, not {redone}");
    }
}
