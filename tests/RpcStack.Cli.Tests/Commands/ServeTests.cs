using System.Net;
using System.Net.Sockets;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

public sealed class ServeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [PeerTheory("dig")]
    [InlineData("example.org", "SOA", "ns1.example.org. hostmaster.example.org. 2025010101 7200 900 1209600 300")]
    [InlineData("example.org", "NS", "ns1.example.org.|ns2.example.net.")]
    [InlineData("example.org", "A", "192.0.2.10")]
    [InlineData("example.org", "AAAA", "2001:db8::10")]
    [InlineData("example.org", "MX", "10 mail.example.org.|20 backup.mail.example.org.")]
    [InlineData("example.org", "TXT", "\"v=spf1 mx -all\"")]
    [InlineData("www.example.org", "CNAME", "web1.example.org.")]
    [InlineData("www.example.org", "A", "192.0.2.80|web1.example.org.")]
    [InlineData("_imaps._tcp.example.org", "SRV", "0 1 993 mail.example.org.")]
    [InlineData("25.2.0.192.in-addr.arpa", "PTR", "mail.example.org.")]
    [InlineData("unknown.example.org", "TYPE65280", "\\# 6 C0FFEE000102")]
    [InlineData("no-such-host.example.org", "A", "")]
    public async Task Dig_gets_answers_of_every_type(string name, string type, string expected)
    {
        string[] arguments = ["@127.0.0.1", "-p", server.DnsPort, "+short", "+tries=3", name, type];
        foreach (string transport in (string[])["+notcp", "+tcp"])
        {
            string output = await Peer.RunAsync("dig", [.. arguments, transport]);
            string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(expected, string.Join('|', lines.Order(StringComparer.Ordinal)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_served_can_be_called(bool overGrpc)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync(
            "call", overGrpc ? server.Grpc : server.Rpc, "Dns.DnsLookup.Lookup", """{"name": "example.org", "type": "MX"}""");

        Assert.Equal(
            """
            {
              "Code": "NoError",
              "IsAuthoritative": true,
              "Answers": [
                {
                  "Name": "example.org.",
                  "Type": "MX",
                  "TimeToLive": 3600,
                  "Data": "10 mail.example.org."
                },
                {
                  "Name": "example.org.",
                  "Type": "MX",
                  "TimeToLive": 3600,
                  "Data": "20 backup.mail.example.org."
                }
              ],
              "Authorities": []
            }

            """,
            outcome.MustSucceed().Output);
    }

    [Fact]
    public async Task A_signal_stops_it_cleanly()
    {
        using var own = new RunningServer();
        await own.InitializeAsync();

        Outcome outcome = await own.StopAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Empty(outcome.Errors);
        using var socket = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(async () => await socket.ConnectAsync(IPEndPoint.Parse(own.Dns)));
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line()
    {
        Outcome dns = await BuiltProgram.Tool.RunAsync("serve", "--dns", server.Dns, "--rpc", "rpc+tcp://127.0.0.1:0", "--grpc", "127.0.0.1:0");
        Outcome rpc = await BuiltProgram.Tool.RunAsync("serve", "--dns", "127.0.0.1:0", "--rpc", server.Rpc, "--grpc", "127.0.0.1:0");

        dns.MustFail(1, $"error: dns://{server.Dns}: the port is taken.");
        rpc.MustFail(1, $"error: {server.Rpc}: the port is taken.");
        Assert.Single(rpc.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(rpc.Output);
    }

    [Fact]
    public async Task A_broken_zone_is_not_served()
    {
        using var zone = new TemporaryFile("$ORIGIN test.\n@ IN A 192.0.2\n");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("serve", "--zone", zone.Path);

        outcome.MustFail(1, $"{zone.Path}(2,8): ");
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("--dns", "localhost:5", "error: 'localhost:5' is not an ADDRESS:PORT")]
    [InlineData("--rpc", "http://127.0.0.1", "'http://127.0.0.1' is not an endpoint: it does not begin with rpc+")]
    public async Task What_is_no_address_is_a_mistake_in_usage(string option, string value, string message)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("serve", option, value);

        outcome.MustFail(2, message);
        Assert.Contains("See 'rpcstack serve --help'.", outcome.Errors, StringComparison.Ordinal);
    }
}
