using RpcStack.Cli.Comparison;
using RpcStack.Cli.Data;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Tests.Comparison;

public sealed class AgreementCheckTests
{
    private static readonly Question Asked = new("example.org", DnsRecordType.A);

    [Fact]
    public async Task The_same_records_in_another_order_agree()
    {
        IReadOnlyList<Disagreement> disagreements = await AgreementCheck.RunAsync(
            [Asked], [Stack("one", "192.0.2.1", "192.0.2.2"), Stack("two", "192.0.2.2", "192.0.2.1")], default);

        Assert.Empty(disagreements);
    }

    [Fact]
    public async Task Another_record_disagrees_and_every_answer_is_reported()
    {
        IReadOnlyList<Disagreement> disagreements = await AgreementCheck.RunAsync(
            [Asked, Asked],
            [Stack("one", "192.0.2.1"), Stack("two", "192.0.2.1"), Stack("three", "192.0.2.9")],
            default);

        Disagreement disagreement = Assert.Single(disagreements);
        Assert.Equal(Asked, disagreement.Question);
        Assert.Equal(["one", "two", "three"], disagreement.Answers.Select(answer => answer.Stack));
        Assert.Equal("192.0.2.9", disagreement.Answers[2].Answer.Answers[0].Data);
    }

    private static ComparedStack Stack(string name, params string[] addresses) =>
        new(name, "", new Fixed(addresses), null, "", null);

    private sealed class Fixed(string[] addresses) : IDnsLookup
    {
        public ValueTask<DnsAnswer> LookupAsync(string name, DnsRecordType type, CancellationToken cancel = default) =>
            ValueTask.FromResult(new DnsAnswer(
                DnsResponseCode.NoError,
                true,
                [.. addresses.Select(address => new DnsRecord(name, type, 60, address))],
                []));
    }
}
