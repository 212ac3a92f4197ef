using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>
/// That IDL as people write it compiles, without a warning, from declarations that were reviewed as code
/// (<c>RPCSTACK_UPDATE_SNAPSHOTS=1</c> writes them anew).
/// </summary>
public class IdlSampleTests
{
    private static readonly string Folder = Path.Combine(TestFiles.Here, "Idl");

    public static TheoryData<string> Names =>
        new(Directory.GetFiles(Folder, "*.idl").Select(path => Path.GetFileName(path)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_sample_compiles_without_a_warning(string name) => await Read(name).AcceptAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_declared_is_what_was_reviewed(string name)
    {
        GeneratorRunResult result = Read(name).Generate(Workbench.Compile(""), out _);
        string declared = result.GeneratedSources.Single(source => source.HintName == name + ".g.cs").SourceText.ToString();
        string path = Path.Combine(Folder, name + ".g.cs");
        if (Environment.GetEnvironmentVariable("RPCSTACK_UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(path, declared);
        Assert.Equal(await File.ReadAllTextAsync(path), declared);
    }

    private static IdlWorkbench Read(string name) => new((name, File.ReadAllText(Path.Combine(Folder, name))));
}
