using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Hosts;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns.Hosts;

public sealed class HostDirectoryTests
{
    private static readonly HostsFile File = HostsFile.Parse(
        """
        # before there was DNS
        192.0.2.200  printer.lab printer   # on the second floor
        2001:db8::200 printer.lab
        not-an-address nothing
        192.0.2.201
        """);

    private readonly HostDirectory _directory = new(File, new LocalDnsLookup(SampleZones.Load()));

    [Theory]
    [InlineData("printer.lab", "192.0.2.200|2001:db8::200")]
    [InlineData("PRINTER", "192.0.2.200")]
    [InlineData("localhost", "127.0.0.1|::1")]
    [InlineData("any.localhost", "127.0.0.1|::1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::1", "::1")]
    [InlineData("mail.example.org", "192.0.2.25|2001:db8::25")]
    public async Task A_host_has_addresses(string name, string addresses)
    {
        HostEntry? host = await _directory.GetHostByNameAsync(name);
        Assert.Equal(addresses, string.Join('|', host!.Addresses));
    }

    [Fact]
    public void This_machine_has_both_its_addresses_where_the_file_names_one() =>
        Assert.Equal(
            [IPAddress.Loopback, IPAddress.IPv6Loopback],
            HostsFile.Parse("127.0.0.1 localhost").AddressesOf(DomainName.Parse("localhost")));

    [Fact]
    public async Task The_name_that_aliases_lead_to_is_the_official_one()
    {
        HostEntry? host = await _directory.GetHostByNameAsync("old-www.example.org");
        Assert.Equal("web1.example.org", host!.Name);
        Assert.Equal(["old-www.example.org", "www.example.org"], host.Aliases);
        Assert.Equal([IPAddress.Parse("192.0.2.80")], host.Addresses);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_null()
    {
        Assert.Null(await _directory.GetHostByNameAsync("none.example.org"));
        Assert.Null(await _directory.GetHostByAddressAsync(IPAddress.Parse("192.0.2.99")));
    }

    [Theory]
    [InlineData("192.0.2.200", "printer.lab", "printer")]
    [InlineData("192.0.2.25", "mail.example.org", "")]
    [InlineData("127.0.0.1", "localhost", "")]
    public async Task An_address_has_a_name(string address, string name, string aliases)
    {
        HostEntry? host = await _directory.GetHostByAddressAsync(IPAddress.Parse(address));
        Assert.Equal((name, aliases), (host!.Name, string.Join('|', host.Aliases)));
    }

    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192.in-addr.arpa.")]
    [InlineData("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.")]
    public void Addresses_have_names_of_their_own(string address, string name)
    {
        DomainName reverse = ReverseName.Of(IPAddress.Parse(address));
        Assert.Equal(name, reverse.ToString());
        Assert.Equal(IPAddress.Parse(address), ReverseName.Parse(reverse));
    }

    [Theory]
    [InlineData("2.0.192.in-addr.arpa")]
    [InlineData("01.2.0.192.in-addr.arpa")]
    [InlineData("x.2.0.192.in-addr.arpa")]
    [InlineData("1.2.3.ip6.arpa")]
    [InlineData("example.org")]
    public void Other_names_stand_for_no_address(string name) => Assert.Null(ReverseName.Parse(DomainName.Parse(name)));

    [Theory]
    [InlineData("localhost", DnsRecordType.A, "127.0.0.1")]
    [InlineData("localhost", DnsRecordType.AAAA, "::1")]
    [InlineData("printer", DnsRecordType.AAAA, "")]
    [InlineData("200.2.0.192.in-addr.arpa", DnsRecordType.PTR, "printer.lab.")]
    [InlineData("example.org", DnsRecordType.A, "192.0.2.10")]
    public async Task The_file_is_asked_first(string name, DnsRecordType type, string expected)
    {
        var lookup = new HostsLookup(File, new LocalDnsLookup(SampleZones.Load()));
        DnsAnswer answer = await lookup.LookupAsync(name, type);
        Assert.Equal(expected, string.Join('|', answer.Answers.Select(record => record.Data)));
    }

    [Theory]
    [InlineData("domain", "udp", 53)]
    [InlineData("smtp", null, 25)]
    [InlineData("www", "tcp", 80)]
    [InlineData("nothing", null, 0)]
    public void Services_have_ports(string name, string? protocol, int port)
    {
        foreach (string path in (string[])["/etc/services", "/nowhere"])
        {
            ServiceEntry? service = ServiceDirectory.Load(path).GetServiceByName(name, protocol);
            Assert.Equal(port, service?.Port ?? 0);
            if (service is not null) Assert.Equal(port, ServiceDirectory.Load(path).GetServiceByPort(port)!.Port);
        }
    }

    [Fact]
    public void The_machines_resolvers_are_read_from_its_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllText(path, "search x\nnameserver 192.0.2.53\nnameserver ::1\nnameserver bad\n");
            Assert.Equal(["192.0.2.53:53", "[::1]:53"], ResolverConfiguration.LoadServers(path).Select(s => s.ToString()));
            Assert.Equal("127.0.0.1:53", Assert.Single(ResolverConfiguration.LoadServers("/nowhere")).ToString());
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }
}
