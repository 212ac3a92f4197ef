using System.Diagnostics;

namespace RpcStack.Cli.Tests.Packages;

/// <summary>
/// A solution outside this repository that knows RpcStack from a folder of packages alone: no other source, and a
/// package cache of its own.
/// </summary>
public sealed class PackedSolution : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rpcstack-packed-").FullName;

    public async Task InitializeAsync()
    {
        CopyTo(BuiltProgram.PathTo("tests/RpcStack.Cli.Tests/Packages/Solution"), _folder);
        foreach (string project in (string[])["src/RpcStack", "src/RpcStack.Cli"])
        {
            Outcome packed = await DotnetAsync(
                "pack", BuiltProgram.PathTo(project), "-c", BuiltProgram.Configuration, "--no-build", "-o", PathTo("feed"));
            packed.MustSucceed();
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    internal string PathTo(string file) => Path.Combine(_folder, file);

    /// <summary>Runs <c>dotnet</c> in the solution's folder.</summary>
    internal async Task<Outcome> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test runner was started with is not for these builds, and nothing of theirs stays behind.
        foreach (string name in start.Environment.Keys.Where(IsOfTheRunner).ToArray()) start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = PathTo("packages");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        return await BuiltProgram.EndAsync(process);
    }

    private static bool IsOfTheRunner(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);

    private static void CopyTo(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
