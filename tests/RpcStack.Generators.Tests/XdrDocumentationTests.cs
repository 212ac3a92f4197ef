using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>That the pages of the rules for <c>.x</c> say what is so: their examples are compiled.</summary>
public partial class XdrDocumentationTests
{
    public static TheoryData<string> Ids => new(XdrRules.All.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_breaks_the_rule_and_no_other(string id)
    {
        IEnumerable<Diagnostic> found = await new IdlWorkbench(("bad.x", Example(id, "Bad"))).AnalyzeAsync();
        Assert.Equal([id], found.Select(diagnostic => diagnostic.Id).Distinct());
        Assert.All(found, diagnostic => Assert.Equal("bad.x", diagnostic.Location.GetLineSpan().Path));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_example_compiles(string id) =>
        await new IdlWorkbench(("good.x", Example(id, "Good"))).AcceptAsync();

    [Fact]
    public void Every_page_has_its_rule_and_its_title()
    {
        Assert.Equal(
            XdrRules.All.Select(rule => $"# {rule.Id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}").Order(),
            Directory.GetFiles(Folder, "RPC11*.md").Select(path => File.ReadLines(path).First()).Order());
    }

    private static string Folder => Path.Combine(TestFiles.Root, "docs", "diagnostics");

    private static string Example(string id, string heading)
    {
        string page = File.ReadAllText(Path.Combine(Folder, id + ".md"));
        Match match = Block().Match(page, page.IndexOf($"## {heading}\n", StringComparison.Ordinal));
        Assert.True(match.Success, $"{id}: no example under '{heading}'.");
        return match.Groups["code"].Value;
    }

    [GeneratedRegex("```x\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
