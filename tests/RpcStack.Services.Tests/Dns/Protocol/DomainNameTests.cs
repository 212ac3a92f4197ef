using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns.Protocol;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("example.org", "example.org.")]
    [InlineData("example.org.", "example.org.")]
    [InlineData(".", ".")]
    [InlineData(@"a\.b.c", @"a\.b.c.")]
    [InlineData(@"a\046b.c", @"a\.b.c.")]
    [InlineData(@"\000\255.x", @"\000\255.x.")]
    [InlineData(@"sp\032ce.x", @"sp\032ce.x.")]
    [InlineData(@"\@.\$.\(\)\;\""\\", @"\@.\$.\(\)\;\""\\.")]
    [InlineData("_xmpp-client._tcp.Example.ORG", "_xmpp-client._tcp.Example.ORG.")]
    public void A_name_is_read_and_written_with_its_escapes(string text, string expected) =>
        Assert.Equal(expected, DomainName.Parse(text).ToString());

    [Theory]
    [InlineData("", "empty")]
    [InlineData("..", "empty label")]
    [InlineData(".a", "empty label")]
    [InlineData("a..b", "empty label")]
    [InlineData("a.b..", "empty label")]
    [InlineData("a\\", "nothing to escape")]
    [InlineData("a\\2", "three digits")]
    [InlineData("a\\12x", "three digits")]
    [InlineData("a\\256", "three digits")]
    [InlineData("bücher.example", "ASCII")]
    public void What_is_no_name_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Refusal(text), StringComparison.Ordinal);

    [Fact]
    public void Labels_have_up_to_63_octets()
    {
        Assert.Equal(65, DomainName.Parse(new string('a', 63)).Wire.Length);
        Assert.Contains("63 octets", Refusal(new string('a', 64)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void Names_have_up_to_255_octets(int lastLabel, bool fits)
    {
        string label = new string('a', 63) + ".";
        string text = label + label + label + new string('b', lastLabel);
        foreach (string form in new[] { text, text + "." })
        {
            if (fits) Assert.Equal(255, DomainName.Parse(form).Wire.Length);
            else Assert.Contains("255 octets", Refusal(form), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_name_may_have_127_labels()
    {
        string text = string.Join('.', Enumerable.Repeat("a", 127));
        Assert.Equal(127, DomainName.Parse(text).LabelCount);
        Assert.Throws<FormatException>(() => DomainName.Parse(text + ".a"));
    }

    [Fact]
    public void Names_compare_without_regard_to_the_case_of_ascii_letters_only()
    {
        DomainName lower = DomainName.Parse("www.example.org");
        DomainName mixed = DomainName.Parse("WwW.eXample.ORG");
        Assert.Equal(lower, mixed);
        Assert.Equal(lower.GetHashCode(), mixed.GetHashCode());
        Assert.NotEqual(DomainName.Parse("[.x"), DomainName.Parse("{.x"));
        Assert.NotEqual(DomainName.Parse(@"\192.x"), DomainName.Parse(@"\224.x"));
        Assert.NotEqual(DomainName.Parse("a.b"), DomainName.Parse(@"a\.b"));
    }

    [Theory]
    [InlineData("www.example.org", "example.org", true)]
    [InlineData("EXAMPLE.org", "example.ORG", true)]
    [InlineData("badexample.org", "example.org", false)]
    [InlineData(@"bad\.example.org", "example.org", false)]
    [InlineData("org", "example.org", false)]
    [InlineData("org", ".", true)]
    public void A_name_is_within_another_by_whole_labels(string name, string ancestor, bool expected) =>
        Assert.Equal(expected, DomainName.Parse(name).IsWithin(DomainName.Parse(ancestor)));

    [Fact]
    public void The_parent_of_the_root_is_the_root()
    {
        Assert.Equal("org.", DomainName.Parse("example.org").Parent.ToString());
        Assert.True(DomainName.Parse("org").Parent.IsRoot);
        Assert.True(DomainName.Root.Parent.IsRoot);
    }

    private static string Refusal(string text) => Assert.Throws<FormatException>(() => DomainName.Parse(text)).Message;
}
