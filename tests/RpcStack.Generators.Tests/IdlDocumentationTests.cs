namespace RpcStack.Generators.Tests;

/// <summary>That the pages of the rules for IDL say what is so: their examples are compiled.</summary>
public class IdlDocumentationTests
{
    private static readonly FrontEndPages Pages = new("idl", IdlRules.All, "RPC10*.md");

    public static TheoryData<string> Ids => new(IdlRules.All.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public Task The_bad_example_breaks_the_rule_and_no_other(string id) => Pages.AssertBadExampleAsync(id);

    [Theory]
    [MemberData(nameof(Ids))]
    public Task The_good_example_compiles(string id) => Pages.AssertGoodExampleAsync(id);

    [Fact]
    public void Every_page_has_its_rule_and_its_title() => Pages.AssertTitles();
}
