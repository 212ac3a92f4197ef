using System.IO.Compression;
using System.Text.Json;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Packages;

/// <summary>What is packed, restored and used by others. Builds of whole solutions, so beside no other test.</summary>
[Collection(nameof(Alone))]
public sealed class PackageTests(PackedSolution solution) : IClassFixture<PackedSolution>
{
    [Fact]
    public async Task One_package_brings_the_run_time_the_compiler_and_the_items()
    {
        string package = Assert.Single(Directory.GetFiles(solution.PathTo("feed"), "RpcStack.0*.nupkg"));

        await using ZipArchive archive = await ZipFile.OpenReadAsync(package);
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)];

        Assert.Superset(
            new HashSet<string>
            {
                "lib/net10.0/RpcStack.dll",
                "lib/net10.0/RpcStack.xml",
                "analyzers/dotnet/cs/RpcStack.Generators.dll",
                "analyzers/dotnet/cs/RpcStack.Generators.CodeFixes.dll",
                "build/RpcStack.props",
                "build/RpcStack.targets",
                "buildTransitive/RpcStack.props",
                "buildTransitive/RpcStack.targets",
            },
            new HashSet<string>(files));
        Assert.Single(files, file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_solution_builds_from_the_package_and_runs()
    {
        (await solution.DotnetAsync("build", "App")).MustSucceed();

        Outcome outcome = await solution.DotnetAsync("run", "--no-build", "--project", "App");

        Assert.Equal("Hello, Ada!\nIt is NORTH.\nNORTH\n", outcome.MustSucceed().Output);
    }

    [Fact]
    public async Task Interface_files_of_a_package_are_included()
    {
        string project = solution.PathTo("Wall");
        Directory.CreateDirectory(project);
        await File.WriteAllTextAsync(Path.Combine(project, "wall.idl"), "#include \"clock.idl\"\ninterface Wall : Clock {\n  Zone zone();\n};\n");
        await File.WriteAllTextAsync(Path.Combine(project, "Wall.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Contracts" Version="*" />
              </ItemGroup>
            </Project>
            """);

        (await solution.DotnetAsync("pack", "Contracts", "-o", "feed")).MustSucceed();

        (await solution.DotnetAsync("build", "Wall")).MustSucceed();
    }

    [Fact]
    public async Task A_mistake_in_an_interface_file_shows_where_it_was_made()
    {
        string project = solution.PathTo("Broken");
        Directory.CreateDirectory(project);
        await File.WriteAllTextAsync(Path.Combine(project, "bank.idl"), "interface Bank {\n  long balance(in Account account);\n};\n");
        await File.WriteAllTextAsync(Path.Combine(project, "Broken.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RpcStack" Version="*" />
              </ItemGroup>
            </Project>
            """);

        Outcome outcome = await solution.DotnetAsync("build", "Broken");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"{Path.Combine(project, "bank.idl")}(2,19): error RPC1", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interface_files_are_found_and_the_project_may_say_more_of_them()
    {
        string project = solution.PathTo("Items");
        Directory.CreateDirectory(Path.Combine(project, "idl"));
        foreach (string name in (string[])["idl/a.idl", "idl/b.idl", "c.x", "d.x", "rpcstack.lock"])
            await File.WriteAllTextAsync(Path.Combine(project, name), "");
        await File.WriteAllTextAsync(Path.Combine(project, "Items.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RpcStack" Version="*" />
                <RpcIdl Update="idl/a.idl" Namespace="Updated" />
                <RpcIdl Include="c.x" Namespace="Included" />
                <RpcIdl Remove="d.x" />
              </ItemGroup>
            </Project>
            """);
        (await solution.DotnetAsync("restore", "Items")).MustSucceed();

        Outcome outcome = await solution.DotnetAsync("msbuild", "Items", "-getItem:AdditionalFiles");

        using JsonDocument items = JsonDocument.Parse(outcome.MustSucceed().Output);
        Assert.Equal(
            ["c.x Included", "idl/a.idl Updated", "idl/b.idl ", "rpcstack.lock "],
            items.RootElement.GetProperty("Items").GetProperty("AdditionalFiles").EnumerateArray()
                .Select(item => $"{item.GetProperty("Identity")} {Namespace(item)}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_tool_installs_from_its_package()
    {
        Outcome installed = await solution.DotnetAsync(
            "tool", "install", "RpcStack.Cli", "--tool-path", "tools", "--prerelease");
        installed.MustSucceed();

        Assert.True(File.Exists(solution.PathTo("tools/rpcstack")) || File.Exists(solution.PathTo("tools/rpcstack.exe")));
    }

    private static string Namespace(JsonElement item) =>
        item.TryGetProperty("Namespace", out JsonElement name) ? name.GetString()! : "";
}
