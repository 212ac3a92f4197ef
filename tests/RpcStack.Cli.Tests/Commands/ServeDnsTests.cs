using System.Diagnostics;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

/// <summary><c>rpcstack serve dns</c>, and other resolvers on their way through its zones.</summary>
public sealed class ServeDnsTests
{
    private const string Start = "$ORIGIN x.test.\n$TTL 60\n@ SOA ns host SERIAL 2 3 4 5\n@ NS ns\nns A 127.0.0.1\n";

    [PeerFact("dig")]
    public async Task A_signal_makes_it_read_its_files_again_and_a_wrong_one_changes_nothing()
    {
        using var zone = new TemporaryFile(Version(1) + "a A 192.0.2.1\n");
        using Process server = BuiltProgram.Tool.Start("serve", "dns", "--dns", "127.0.0.1:0", "--zone", zone.Path);
        try
        {
            string port = await PortAsync(server);
            Assert.Equal("192.0.2.1", await DigAsync(port, "a.x.test"));
            await File.WriteAllTextAsync(zone.Path, Version(2) + "a A 192.0.2.2\n");
            await SignalAsync(server, "-HUP");
            Assert.Contains("reload   x.test. serial 2", await LineAsync(server, "reload"), StringComparison.Ordinal);
            Assert.Equal("192.0.2.2", await DigAsync(port, "a.x.test"));
            await File.WriteAllTextAsync(zone.Path, Version(3) + "a A nowhere\n");
            await SignalAsync(server, "-HUP");
            string error = await server.StandardError.ReadLineAsync() ?? "";
            Assert.Contains($"{zone.Path}(6,5): 'nowhere' is no IPv4 address", error, StringComparison.Ordinal);
            Assert.Equal("192.0.2.2", await DigAsync(port, "a.x.test"));
        }
        finally
        {
            await SignalAsync(server, "-TERM");
            await server.WaitForExitAsync();
        }
    }

    [PeerFact("dig", "nsupdate")]
    public async Task An_update_is_kept_over_a_restart_and_both_digs_see_what_it_changed()
    {
        using var zone = new TemporaryFile(Version(1));
        string folder = Directory.CreateTempSubdirectory("rpcstack-").FullName;
        string[] command =
        [
            "serve", "dns", "--dns", "127.0.0.1:0", "--zone", zone.Path, "--folder", folder,
            "--allow-update", "127.0.0.1", "--allow-transfer", "127.0.0.1",
        ];
        try
        {
            using (Process server = BuiltProgram.Tool.Start(command))
            {
                string port = await PortAsync(server);
                await Peer.RunAsync("nsupdate", [], $"server 127.0.0.1 {port}\nupdate add a.x.test 60 A 192.0.2.7\nsend\n");
                // Nothing is told, nothing is tidied up.
                await SignalAsync(server, "-KILL");
                await server.WaitForExitAsync();
            }

            using Process again = BuiltProgram.Tool.Start(command);
            string newPort = await PortAsync(again);
            Assert.Equal("192.0.2.7", await DigAsync(newPort, "a.x.test"));
            foreach (string question in (string[])["x.test IXFR=1", "x.test IXFR=2", "x.test AXFR"])
            {
                string[] words = ["@127.0.0.1", "-p", newPort, .. question.Split(' '), "+nocmd"];
                string theirs = await Peer.RunAsync("dig", words);
                Outcome ours = await BuiltProgram.Tool.RunAsync(["dig", .. words]);
                Assert.Contains("XFR size", theirs, StringComparison.Ordinal);
                Assert.Equal(Records(theirs), Records(ours.MustSucceed().Output));
            }

            await SignalAsync(again, "-TERM");
            await again.WaitForExitAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [PeerFact("dig")]
    public async Task A_forwarder_asks_another_server_and_shows_each_step()
    {
        using var zone = new TemporaryFile(Version(1) + "a A 192.0.2.1\n");
        using Process upstream = BuiltProgram.Tool.Start("serve", "dns", "--dns", "127.0.0.1:0", "--zone", zone.Path);
        string upstreamPort = await PortAsync(upstream);
        using Process stub = BuiltProgram.Tool.Start(
            "serve", "dns", "--dns", "127.0.0.1:0", "--forward", $"127.0.0.1:{upstreamPort}", "--trace");
        try
        {
            string port = await PortAsync(stub);
            Assert.Equal("192.0.2.1", await DigAsync(port, "a.x.test"));
            string step = await LineAsync(stub, "trace");
            Assert.Contains($"127.0.0.1:{upstreamPort}", step, StringComparison.Ordinal);
            Assert.Contains("a.x.test. A", step, StringComparison.Ordinal);
            Assert.Contains("answer, 1 A", step, StringComparison.Ordinal);
            Assert.Equal("127.0.0.1", await DigAsync(port, "localhost"));
        }
        finally
        {
            await SignalAsync(stub, "-TERM");
            await SignalAsync(upstream, "-TERM");
            await stub.WaitForExitAsync();
            await upstream.WaitForExitAsync();
        }
    }

    [PeerFact("unshare", "dig", "/usr/sbin/unbound", "/usr/sbin/named")]
    public async Task Unbound_and_BIND_resolve_through_our_zones()
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-lab-").FullName;
        try
        {
            string output = await Peer.RunAsync(
                "unshare", ["-n", "bash", BuiltProgram.PathTo("tests/RpcStack.Cli.Tests/Commands/resolvers.sh"), BuiltProgram.Tool.Assembly, folder]);
            Assert.Equal(
                ["unbound 192.0.2.5", "unbound 192.0.2.8", "bind 192.0.2.5", "bind 192.0.2.8", "ours 192.0.2.5", "ours 192.0.2.8"],
                output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--allow-transfer", "192.0.2.0/99", "'192.0.2.0/99' is no address, network, or 'key:' with a name.")]
    [InlineData("--key", "k", "A key is written [algorithm:]name:base64.")]
    [InlineData("--forward", "nowhere", "'nowhere' is not an ADDRESS or ADDRESS:PORT.")]
    [InlineData("--secondary", "x.test", "'x.test' is not a ZONE@ADDRESS[:PORT]")]
    public async Task What_makes_no_sense_is_a_mistake_in_usage(string option, string value, string message) =>
        (await BuiltProgram.Tool.RunAsync("serve", "dns", option, value)).MustFail(2, message);

    private static IEnumerable<string> Records(string output) => output.Split('\n')
        .Where(line => !line.StartsWith(";; Query time", StringComparison.Ordinal) && !line.StartsWith(";; WHEN", StringComparison.Ordinal));

    private static string Version(int serial) => Start.Replace("SERIAL", $"{serial}", StringComparison.Ordinal);

    private static async Task<string> PortAsync(Process server)
    {
        string line = await LineAsync(server, "dns+tcp");
        return line[(line.LastIndexOf(':') + 1)..];
    }

    private static async Task<string> LineAsync(Process server, string start)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            string line = await server.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
            if (line.StartsWith(start, StringComparison.Ordinal)) return line;
        }
    }

    private static async Task<string> DigAsync(string port, string name) =>
        (await Peer.RunAsync("dig", ["@127.0.0.1", "-p", port, "+short", name])).Trim();

    private static Task<string> SignalAsync(Process process, string signal) =>
        Peer.RunAsync("kill", [signal, $"{process.Id}"]);
}
