using RpcStack.Services.Dns;

namespace RpcStack.Services.Tests.Dns;

public sealed class DnsAnswerTests
{
    private static readonly DnsRecord First = new("a.", DnsRecordType.A, 5, "192.0.2.1");
    private static readonly DnsRecord Second = new("a.", DnsRecordType.A, 5, "192.0.2.2");
    private static readonly DnsAnswer Answer = new(DnsResponseCode.NoError, true, [First, Second], []);

    [Fact]
    public void Answers_that_say_the_same_in_another_order_are_equal()
    {
        DnsAnswer other = Answer with { Answers = [Second, First with { }] };
        Assert.Equal(Answer, other);
        Assert.Equal(Answer.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Answers_that_say_something_else_are_not()
    {
        Assert.NotEqual(Answer, Answer with { Code = DnsResponseCode.NameError });
        Assert.NotEqual(Answer, Answer with { IsAuthoritative = false });
        Assert.NotEqual(Answer, Answer with { Answers = [First] });
        Assert.NotEqual(Answer, Answer with { Answers = [First, First] });
        Assert.NotEqual(Answer, Answer with { Answers = [First, Second with { TimeToLive = 6 }] });
        Assert.NotEqual(Answer, Answer with { Authorities = [First] });
    }

    [Theory]
    [InlineData("aaaa", DnsRecordType.AAAA)]
    [InlineData("TYPE28", DnsRecordType.AAAA)]
    [InlineData("type65280", (DnsRecordType)65280)]
    public void Types_are_read_as_text(string text, DnsRecordType expected)
    {
        Assert.True(DnsRecordTypeText.TryParse(text, out DnsRecordType type));
        Assert.Equal(expected, type);
        Assert.True(DnsRecordTypeText.TryParse(type.ToText(), out type));
        Assert.Equal(expected, type);
    }

    [Theory]
    [InlineData("TYPE")]
    [InlineData("TYPE65536")]
    [InlineData("TYPE-1")]
    [InlineData("1")]
    [InlineData("")]
    public void What_is_no_type_is_not_read(string text) => Assert.False(DnsRecordTypeText.TryParse(text, out _));
}
