using System.Diagnostics;
using Microsoft.CodeAnalysis;
using RpcStack.Tests;

namespace RpcStack.Generators.Tests;

/// <summary>That IDL as people write it compiles, without a warning.</summary>
public class IdlSampleTests
{
    private static readonly string Folder = Path.Combine(TestFiles.Here, "Idl");

    public static TheoryData<string> Names => new(All);

    /// <summary>Those that are plain enough for a compiler of another language.</summary>
    public static TheoryData<string> Plain =>
        new(All.Where(name => !File.ReadAllText(Path.Combine(Folder, name)).Contains('@')));

    private static IEnumerable<string> All =>
        Directory.GetFiles(Folder, "*.idl").Select(path => Path.GetFileName(path)).Order();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_sample_compiles_without_a_warning(string name) => await Read(name).AcceptAsync();

    // RPCSTACK_UPDATE_SNAPSHOTS=1 writes it anew, to be reviewed as code.
    [Fact]
    public async Task What_is_declared_is_what_was_reviewed()
    {
        GeneratorRunResult result = Read("everything.idl").Generate(Workbench.Compile(""), out _);
        string declared =
            result.GeneratedSources.Single(source => source.HintName == "everything.idl.g.cs").SourceText.ToString();
        string path = Path.Combine(Folder, "everything.idl.g.cs");
        if (Environment.GetEnvironmentVariable("RPCSTACK_UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(path, declared);
        Assert.Equal(await File.ReadAllTextAsync(path), declared);
    }

    [PeerTheory("/usr/bin/omniidl")]
    [MemberData(nameof(Plain))]
    public async Task Omniidl_accepts_the_samples_without_annotations(string name)
    {
        var start = new ProcessStartInfo("/usr/bin/omniidl", ["-bdump", name])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, process.WaitForExitAsync());
        Assert.True(process.ExitCode == 0, errors);
    }

    private static IdlWorkbench Read(string name)
    {
        List<(string, string)> files = [(name, File.ReadAllText(Path.Combine(Folder, name)))];
        if (name == "bank.idl") files.Add(("account.idl", File.ReadAllText(Path.Combine(Folder, "account.idl"))));
        return new([.. files]);
    }
}
