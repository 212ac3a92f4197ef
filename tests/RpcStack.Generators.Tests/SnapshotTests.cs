using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.Tests;

/// <summary>
/// What is printed for representative contracts. A folder holds the input and the files made of it;
/// <c>RPCSTACK_UPDATE_SNAPSHOTS=1</c> writes them anew, to be reviewed as code.
/// </summary>
public class SnapshotTests
{
    private static readonly string Folder = Path.Combine(TestFiles.Here, "Snapshots");

    public static TheoryData<string> Names =>
        new(Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_generated_is_what_was_reviewed(string name)
    {
        string folder = Path.Combine(Folder, name);
        GeneratorRunResult result = Workbench.Generate(Read(folder), out _);
        if (Environment.GetEnvironmentVariable("RPCSTACK_UPDATE_SNAPSHOTS") == "1") Update(folder, result);

        string[] expected = [.. Directory.GetFiles(folder, "*.g.cs").Select(path => Path.GetFileName(path)).Order()];
        Assert.Equal(expected, result.GeneratedSources.Select(source => source.HintName).Order());
        foreach (GeneratedSourceResult source in result.GeneratedSources)
            Assert.Equal(
                await File.ReadAllTextAsync(Path.Combine(folder, source.HintName)), source.SourceText.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_was_reviewed_compiles_with_its_input_and_without_a_warning(string name)
    {
        CSharpCompilation input = Read(Path.Combine(Folder, name));
        Compilation reviewed = input.AddSyntaxTrees(Directory.GetFiles(Path.Combine(Folder, name), "*.g.cs")
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Workbench.ParseOptions, path)));
        Workbench.AssertNone(reviewed.Complaints());
        Workbench.AssertNone(await reviewed.AnalyzeAsync());
    }

    private static CSharpCompilation Read(string folder) =>
        Workbench.Compile([("Input.cs", File.ReadAllText(Path.Combine(folder, "Input.cs")))], strict: true);

    private static void Update(string folder, GeneratorRunResult result)
    {
        foreach (string path in Directory.GetFiles(folder, "*.g.cs")) File.Delete(path);
        foreach (GeneratedSourceResult source in result.GeneratedSources)
            File.WriteAllText(Path.Combine(folder, source.HintName), source.SourceText.ToString());
    }
}
