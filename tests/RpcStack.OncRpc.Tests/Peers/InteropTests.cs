using System.Diagnostics;
using System.Globalization;
using RpcStack.OncPeer;
using RpcStack.Tests;

namespace RpcStack.OncRpc.Tests.Peers;

/// <summary>Our stubs and rpcgen's call each other's servers.</summary>
public sealed class InteropTests(CProgram c) : IClassFixture<CProgram>
{
    private static readonly string[] Results =
    [
        "swap -7 18446744073709551615 -2.25 1 grün 5 3 abc 2 -2",
        "count 5 4 3 2 1",
        "add 42",
        "who -1",
        "find 0 42",
        "find 5 no such item",
    ];

    // clnt_stat of libtirpc: SYSTEMERROR, PROCUNAVAIL, CANTDECODEARGS, PROGVERSMISMATCH, PROGUNAVAIL.
    private static readonly string[] Failures = ["fail 12", "procedure 10", "garbage 11", "version 9 3-3", "program 8"];

    [PeerTheory("rpcgen", "gcc", CProgram.Headers)]
    [InlineData("tcp", false)]
    [InlineData("tcp", true)]
    [InlineData("udp", false)]
    [InlineData("udp", true)]
    public async Task C_calls_our_server(string kind, bool saysWho)
    {
        await using var server = new OncRpcServer();
        server.Map<IInteropProgV3>(new Interop());
        OncRpcEndpoint endpoint = await server.ListenAsync($"onc+{kind}://127.0.0.1:0");
        string port = endpoint.Address.Port.ToString(CultureInfo.InvariantCulture);

        string[] lines = await c.RunAsync(["call", kind, "127.0.0.1", port, .. saysWho ? (string[])["sys"] : []]);

        string[] results = [.. Results.Select(line => saysWho ? line.Replace("who -1", "who 4711", StringComparison.Ordinal) : line)];
        Assert.Equal(["null ok", .. results, .. Failures], lines);
    }

    [PeerTheory("rpcgen", "gcc", CProgram.Headers)]
    [InlineData("tcp")]
    [InlineData("udp")]
    public async Task We_call_a_server_in_C(string kind)
    {
        (Process process, int port) = await c.ServeAsync(kind);
        using Process _ = process;
        try
        {
            await using var client = new OncRpcClient($"onc+{kind}://127.0.0.1:{port}");
            Assert.Equal(Results, await InteropCalls.RunAsync(client.Get<IInteropProgV3>()));

            await using var known = new OncRpcClient(
                client.Endpoint, new OncRpcClientOptions { Credential = new AuthSys("here", 4711, 42, 42, 43) });
            Assert.Equal(4711, await known.Get<IInteropProgV3>().InteropWhoAsync());
            await FailsAsync(RpcStatus.Unknown, RpcPhase.Handler, () => client.Get<IInteropProgV3>().InteropFailAsync("system"));
            await FailsAsync(RpcStatus.Unauthenticated, RpcPhase.Dispatch, () => client.Get<IInteropProgV3>().InteropFailAsync("auth"));
        }
        finally
        {
            process.Kill();
        }

        static async Task FailsAsync(RpcStatus status, RpcPhase phase, Func<ValueTask> call)
        {
            RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await call());
            Assert.Equal((status, phase), (error.Status, error.Phase));
        }
    }

    [PeerFact("rpcgen", "gcc", CProgram.Headers, "/opt/rpcstack-peers/rpcbind/sbin/rpcbind", "unshare", "ip")]
    public async Task Servers_and_clients_find_each_other_by_rpcbind_and_by_our_port_mapper()
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Peers", "rpcbind.sh");
        string peer = Path.Combine(AppContext.BaseDirectory, "RpcStack.OncPeer.dll");
        string output = await Peer.RunAsync("bash", [script, peer, await c.GetAsync()]);

        string[] withC =
        [
            "null ok", .. Results.Select(line => line.Replace("who -1", "who 4711", StringComparison.Ordinal)),
            "fail 12", "procedure 10", "garbage 11",
        ];
        string[] everything =
        [
            "== rpcinfo", "536872823 3 tcp", "536872823 3 udp",
            "program 536872823 version 3 ready and waiting", "program 536872823 version 3 ready and waiting",
            "== C over tcp", .. withC, "== C over udp", .. withC,
            "== afterwards",
            "== C# over tcp", .. Results, "== C# over udp", .. Results,
        ];
        Assert.Equal(
            ["=== rpcbind", .. everything, "== local", "12", "=== ours", .. everything],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
