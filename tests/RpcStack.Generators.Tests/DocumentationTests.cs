using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>That the pages of the diagnostics say what is so: their examples are compiled.</summary>
public partial class DocumentationTests
{
    private static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> Rules = Workbench.Analyzers
        .SelectMany(analyzer => analyzer.SupportedDiagnostics)
        .DistinctBy(rule => rule.Id)
        .ToDictionary(rule => rule.Id);

    public static TheoryData<string> Ids => new(Rules.Keys.Where(id => !id.StartsWith("RPC1", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_breaks_the_rule_and_no_other(string id)
    {
        Workbench.Generate(Workbench.Compile(Example(id, "Bad")), out Compilation output);
        Workbench.AssertNone(output.Complaints());
        IEnumerable<Diagnostic> found = await output.AnalyzeAsync(Rules[id].DefaultSeverity, Files(id, "Bad"));
        Assert.Equal([id], found.Select(diagnostic => diagnostic.Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_example_compiles(string id)
    {
        Workbench.Generate(Workbench.Compile(Example(id, "Good")), out Compilation output);
        Workbench.AssertNone(output.Complaints());
        Workbench.AssertNone(await output.AnalyzeAsync(DiagnosticSeverity.Warning, Files(id, "Good")));
    }

    [Fact]
    public void Every_page_has_its_rule_and_its_title()
    {
        Assert.Equal(
            Rules.Values.Select(rule =>
                $"# {rule.Id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}").Order(),
            Directory.GetFiles(Folder, "RPC*.md").Select(path => File.ReadLines(path).First()).Order());
    }

    private static string Folder => Path.Combine(TestFiles.Root, "docs", "diagnostics");

    private static string Example(string id, string heading) =>
        Find(id, heading, "csharp") ?? throw new InvalidOperationException($"{id}: no example under '{heading}'.");

    private static AdditionalText[] Files(string id, string heading) =>
    [
        .. Find(id, heading, "text") is { } text ? [new MemoryText("rpcstack.lock", text)] : Array.Empty<AdditionalText>(),
        .. Find(id, heading, "idl") is { } idl ? [new MemoryText("clock.idl", idl)] : Array.Empty<AdditionalText>(),
    ];

    private static string? Find(string id, string heading, string language)
    {
        string page = File.ReadAllText(Path.Combine(Folder, id + ".md"));
        string section = page.Split("## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        return Blocks().Matches(section).FirstOrDefault(match => match.Groups["language"].Value == language)
            ?.Groups["code"].Value;
    }

    [GeneratedRegex("```(?<language>[a-z]+)\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
