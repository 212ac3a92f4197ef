using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using RpcStack.Tests;

namespace RpcStack.Grpc.Tests.Interop.Etcd;

/// <summary>A server that many run, written in Go: calls, transactions, watches, leases.</summary>
public sealed class EtcdTests
{
    private const string Program = "/opt/rpcstack-peers/etcd/usr/bin/etcd";

    [PeerFact(Program)]
    public async Task Etcd_keeps_and_watches_and_compares_and_leases()
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-etcd").FullName;
        (int client, int peers) = FreePorts();
        string[] arguments =
        [
            "--data-dir", folder, "--listen-client-urls", $"http://127.0.0.1:{client}", "--advertise-client-urls", $"http://127.0.0.1:{client}",
            "--listen-peer-urls", $"http://127.0.0.1:{peers}", "--initial-advertise-peer-urls", $"http://127.0.0.1:{peers}",
            "--initial-cluster", $"default=http://127.0.0.1:{peers}", "--log-level", "error",
        ];
        using Process etcd = Process.Start(new ProcessStartInfo(Program, arguments))!;
        try
        {
            await using var channel = new GrpcRpcChannel($"grpc://127.0.0.1:{client}");
            await RunAsync(channel);
        }
        finally
        {
            etcd.Kill();
            await etcd.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(GrpcRpcChannel channel)
    {
        IKeyValues store = channel.Get<IKeyValues>();
        IKeyValues patient = store.With(new CallOptions { WaitForReady = true });
        long revision = (await patient.PutAsync("a/1"u8.ToArray(), "one"u8.ToArray())).Header.Revision;
        PutResponse second = await store.PutAsync("a/1"u8.ToArray(), "eins"u8.ToArray(), previous: true);
        Assert.Equal("one"u8, second.Previous!.Value);
        Assert.True(second.Header.Revision > revision);
        await store.PutAsync("a/2"u8.ToArray(), []);

        RangeResponse range = await store.RangeAsync("a/"u8.ToArray(), "a0"u8.ToArray());
        Assert.Equal(2, range.Count);
        Assert.Equal(["eins"u8.ToArray(), []], range.Values.Select(value => value.Value));

        await CompareAsync(store);
        await WatchAsync(channel, store);
        await LeaseAsync(channel, store);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await store.PutAsync([], "no key"u8.ToArray()));
        Assert.Equal(RpcStatus.InvalidArgument, refused.Status);
        Assert.Contains("key is not provided", refused.Message, StringComparison.Ordinal);
    }

    private static async Task CompareAsync(IKeyValues store)
    {
        var isEins = new Compare(CompareResult.Equal, CompareTarget.Value, "a/1"u8.ToArray(), null, null, null, "eins"u8.ToArray());
        RequestOp[] exchange = [new PutRequest("a/1"u8.ToArray(), "uno"u8.ToArray()), new RangeRequest("a/1"u8.ToArray())];
        TxnResponse done = await store.TxnAsync([isEins], exchange, []);
        Assert.True(done.Succeeded);
        Assert.NotNull(done.Responses[0].Put);
        Assert.Equal("uno"u8, Assert.Single(done.Responses[1].Range!.Values).Value);
        TxnResponse refused = await store.TxnAsync([isEins], exchange, []);
        Assert.False(refused.Succeeded);
        Assert.Empty(refused.Responses);
    }

    private static async Task WatchAsync(GrpcRpcChannel channel, IKeyValues store)
    {
        var requests = Channel.CreateUnbounded<WatchRequest>();
        await requests.Writer.WriteAsync(new WatchRequest(new WatchCreateRequest("w/"u8.ToArray(), "w0"u8.ToArray())));
        var seen = new List<string>();
        await foreach (WatchResponse response in channel.Get<IWatch>().WatchAsync(requests.Reader.ReadAllAsync()))
        {
            if (response.Created)
                for (int i = 0; i < 3; i++) await store.PutAsync("w/x"u8.ToArray(), [(byte)('0' + i)]);
            seen.AddRange(response.Events.Select(change => System.Text.Encoding.ASCII.GetString(change.Value.Value)));
            if (seen.Count == 3) break;
        }

        Assert.Equal(["0", "1", "2"], seen);
    }

    private static async Task LeaseAsync(GrpcRpcChannel channel, IKeyValues store)
    {
        ILease leases = channel.Get<ILease>();
        LeaseGrantResponse lease = await leases.LeaseGrantAsync(60, 0);
        Assert.Equal("", lease.Error);
        await store.PutAsync("leased"u8.ToArray(), [], lease.Id);
        RangeResponse held = await store.RangeAsync("leased"u8.ToArray(), []);
        Assert.Equal(lease.Id, Assert.Single(held.Values).Lease);

        var requests = Channel.CreateUnbounded<LeaseKeepAliveRequest>();
        int renewals = 0;
        await requests.Writer.WriteAsync(new LeaseKeepAliveRequest(lease.Id));
        await foreach (LeaseKeepAliveResponse renewal in leases.LeaseKeepAliveAsync(requests.Reader.ReadAllAsync()))
        {
            Assert.Equal((lease.Id, 60), (renewal.Id, renewal.TimeToLive));
            if (++renewals == 3) requests.Writer.Complete();
            else await requests.Writer.WriteAsync(new LeaseKeepAliveRequest(lease.Id));
        }

        Assert.Equal(3, renewals);
    }

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
