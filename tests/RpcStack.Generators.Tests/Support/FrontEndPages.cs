using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>The pages of the rules for one language; their examples are compiled.</summary>
/// <param name="language">What the language's files end with, and what its examples are marked with.</param>
/// <param name="rules">The rules.</param>
/// <param name="pages">The files of their pages.</param>
internal sealed class FrontEndPages(string language, IEnumerable<DiagnosticDescriptor> rules, string pages)
{
    private static string Folder => Path.Combine(TestFiles.Root, "docs", "diagnostics");

    public async Task AssertBadExampleAsync(string id)
    {
        string file = "bad." + language;
        IEnumerable<Diagnostic> found = await new IdlWorkbench((file, Example(id, "Bad"))).AnalyzeAsync();
        Assert.Equal([id], found.Select(diagnostic => diagnostic.Id).Distinct());
        Assert.All(found, diagnostic => Assert.Equal(file, diagnostic.Location.GetLineSpan().Path));
    }

    public Task AssertGoodExampleAsync(string id) =>
        new IdlWorkbench(("good." + language, Example(id, "Good"))).AcceptAsync();

    public void AssertTitles() => Assert.Equal(
        rules.Select(rule => $"# {rule.Id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}").Order(),
        Directory.GetFiles(Folder, pages).Select(path => File.ReadLines(path).First()).Order());

    private string Example(string id, string heading)
    {
        string page = File.ReadAllText(Path.Combine(Folder, id + ".md"));
        var block = new Regex($"```{language}\n(?<code>.*?)\n```", RegexOptions.Singleline);
        Match match = block.Match(page, page.IndexOf($"## {heading}\n", StringComparison.Ordinal));
        Assert.True(match.Success, $"{id}: no example under '{heading}'.");
        return match.Groups["code"].Value;
    }
}
