using RpcStack.Services.Mail.Messages;

namespace RpcStack.Services.Tests.Mail.Messages;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("alice@a.example", "alice@a.example")]
    [InlineData("Alice <alice@a.example>", "Alice|alice@a.example")]
    [InlineData("\"Smith, Al\" <al@a.example>, bob@b.example", "Smith, Al|al@a.example", "bob@b.example")]
    [InlineData("Al \"the\\\" man\" Smith <al@a.example>", "Al the\" man Smith|al@a.example")]
    [InlineData("=?utf-8?Q?Zo=C3=AB?= <zoe@a.example>", "Zoë|zoe@a.example")]
    [InlineData("Team: a@a.example, B <b@b.example>;, c@c.example", "a@a.example", "B|b@b.example", "c@c.example")]
    [InlineData("undisclosed recipients:;")]
    [InlineData(" (a (nested) comment) al (x) @ (y) a . example ", "al@a.example")]
    [InlineData("\"a b\"@a.example", "\"a b\"@a.example")]
    [InlineData("<@x.example,@y.example:al@a.example>", "al@a.example")]
    [InlineData("al@[127.0.0.1]", "al@[127.0.0.1]")]
    [InlineData("a@a.example,,\r\n b@b.example,", "a@a.example", "b@b.example")]
    [InlineData("")]
    public void Lists_are_read(string text, params string[] expected) => Assert.Equal(
        expected,
        MailAddress.ParseList(text).Select(a => a.Name.Length > 0 ? $"{a.Name}|{a.Address}" : a.Address));

    [Theory]
    [InlineData("alice", "end too early")]
    [InlineData("alice@", "end too early")]
    [InlineData("alice@@b.example", "at '@', position 7")]
    [InlineData("alice@a.example bob@b.example", "at 'b', position 17")]
    [InlineData("<alice@a.example", "end too early")]
    [InlineData("\"alice@a.example", "end too early")]
    [InlineData("a@b.example (comment", "no end")]
    [InlineData("A: B: c@d.example;;", "at ':', position 5")]
    [InlineData(">", "at '>', position 1")]
    public void What_is_no_list_is_refused_by_its_place(string text, string message)
    {
        FormatException error = Assert.Throws<FormatException>(() => MailAddress.ParseList(text));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_comments_are_bounded() =>
        Assert.Throws<FormatException>(() => MailAddress.ParseList(new string('(', 100_000)));

    [Theory]
    [InlineData("", "al@a.example")]
    [InlineData("Al Smith", "Al Smith <al@a.example>")]
    [InlineData("Smith, \"Al\"", "\"Smith, \\\"Al\\\"\" <al@a.example>")]
    [InlineData("Zoë", "=?utf-8?B?Wm/Dqw==?= <al@a.example>")]
    public void Addresses_are_written(string name, string expected)
    {
        var address = new MailAddress("al@a.example", name);
        Assert.Equal(expected, address.ToString());
        Assert.Equal(address, MailAddress.Parse(expected));
    }
}
