using RpcStack.Services.Dns;

namespace RpcStack.Services.Tests.Dns;

/// <summary>The contract as peers know it, whatever it is written in.</summary>
public class DnsContractTests
{
    private const string Known = """
        contract RpcStack.Services.Dns.DnsLookup
          1 Lookup(name: string, type: RpcStack.Services.Dns.DnsRecordType) -> RpcStack.Services.Dns.DnsAnswer idempotent
        message RpcStack.Services.Dns.DnsAnswer
          0 Code RpcStack.Services.Dns.DnsResponseCode
          1 IsAuthoritative bool
          2 Answers list<RpcStack.Services.Dns.DnsRecord>
          3 Authorities list<RpcStack.Services.Dns.DnsRecord>
        message RpcStack.Services.Dns.DnsRecord
          0 Name string
          1 Type RpcStack.Services.Dns.DnsRecordType
          2 TimeToLive uint32
          3 Data string
        enum RpcStack.Services.Dns.DnsRecordType uint16
          None = 0
          A = 1
          NS = 2
          CNAME = 5
          SOA = 6
          PTR = 12
          MX = 15
          TXT = 16
          AAAA = 28
          SRV = 33
          OPT = 41
          DS = 43
          IXFR = 251
          AXFR = 252
          ANY = 255
        enum RpcStack.Services.Dns.DnsResponseCode uint8
          NoError = 0
          FormatError = 1
          ServerFailure = 2
          NameError = 3
          NotImplemented = 4
          Refused = 5
          BadVersion = 16

        """;

    [Fact]
    public void The_contract_has_the_schema_that_its_peers_know() =>
        Assert.Equal(Known, DnsLookupOperations.Contract.Schema.Text);
}
