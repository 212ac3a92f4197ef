using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Protocol;
using RpcStack.Tests.Calls;
using RpcStack.Transports;
using RpcStack.Transports.Tls;

namespace RpcStack.Tests.Transports;

/// <summary>Who is refused, why, and who does not notice.</summary>
public sealed class TlsTests
{
    private const string Anywhere = "rpc+tls://127.0.0.1:0";

    private static readonly TlsClientOptions Trusting = Certificates.Tls.TlsClient;

    public static TheoryData<string, TlsClientOptions, string> Refusals => new()
    {
        { "untrusted", new(), "the server's certificate, CN=server, O=Tests, is not trusted" },
        { "by another", new() { TrustedRoots = [Certificates.Stranger] }, "is not trusted" },
        { "misnamed", Trusting with { ServerName = "bank.example" }, "is not for the name 'bank.example'" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_server_whose_certificate_does_not_hold_is_not_called(string why, TlsClientOptions tls, string message)
    {
        await using TestPair pair = await StartAsync(Certificates.Tls, new TransportOptions { TlsClient = tls });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.EchoAsync(why));
        Assert.Equal(RpcStatus.Unauthenticated, error.Status);
        Assert.Equal(RpcPhase.Connect, error.Phase);
        Assert.False(error.Started);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_told_that_it_needs_one()
    {
        await using TestPair pair = await StartAsync(Certificates.MutualTls, Certificates.Tls);
        await AssertRefused(pair, "the client has no certificate");
    }

    [Fact]
    public async Task A_client_with_a_certificate_that_is_not_trusted_is_told_so()
    {
        TransportOptions stranger = new() { TlsClient = Trusting with { Certificate = Certificates.Stranger } };
        await using TestPair pair = await StartAsync(Certificates.MutualTls, stranger);
        await AssertRefused(pair, "CN=stranger, O=Tests, is not trusted");
    }

    [Fact]
    public async Task A_servers_certificate_does_not_make_a_client()
    {
        TransportOptions server = new() { TlsClient = Trusting with { Certificate = Certificates.Server } };
        await using TestPair pair = await StartAsync(Certificates.MutualTls, server);
        await AssertRefused(pair, "CN=server, O=Tests, is not trusted");
    }

    [Fact]
    public async Task A_server_without_a_certificate_does_not_listen()
    {
        await using var server = new RpcServer();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await server.ListenAsync(Anywhere));
        Assert.Equal(RpcStatus.FailedPrecondition, error.Status);
        Assert.Contains("TransportOptions.TlsServer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_is_unavailable()
    {
        await using TestPair plain = await TestPair.StartAsync();
        await using RpcClient client = ClientOf(new RpcEndpoint("tls", "127.0.0.1", plain.Endpoint.Port), Certificates.Tls);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await client.Get<ITester>().EchoAsync(""));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.Equal(RpcPhase.Connect, error.Phase);
    }

    [Fact]
    public async Task A_peer_that_speaks_another_protocol_inside_TLS_is_refused()
    {
        TransportOptions other = new()
        {
            TlsClient = Trusting with { Configure = ssl => ssl.ApplicationProtocols = [SslApplicationProtocol.Http2] },
        };
        await using TestPair pair = await StartAsync(Certificates.Tls, other);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.EchoAsync(""));
        Assert.Equal(RpcPhase.Connect, error.Phase);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var endpoint = new RpcEndpoint("tls", "127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port);
        TransportOptions hasty = new() { TlsClient = Trusting with { HandshakeTimeout = TimeSpan.FromMilliseconds(200) } };
        await using RpcClient client = ClientOf(endpoint, hasty);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await client.ConnectAsync());
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.Contains("longer than 200 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_say_nothing_make_room_for_others_when_their_time_is_over()
    {
        TlsServerOptions narrow = Certificates.Tls.TlsServer! with
        {
            MaxPendingHandshakes = 2,
            HandshakeTimeout = TimeSpan.FromMilliseconds(300),
        };
        await using TestPair pair = await StartAsync(new TransportOptions { TlsServer = narrow }, Certificates.Tls);
        Socket[] silent = [.. Enumerable.Range(0, 4).Select(_ => Connect(pair.Endpoint))];
        Assert.Equal("in the end", await pair.Stub.EchoAsync("in the end"));
        foreach (Socket socket in silent) socket.Dispose();
    }

    [Fact]
    public async Task Handshakes_that_fail_among_many_harm_no_other()
    {
        await using TestPair pair = await StartAsync(Certificates.Tls, Certificates.Tls);
        Task<string>[] calls = new Task<string>[150];
        var garbage = new List<Socket>();
        for (int i = 0; i < 200; i++)
        {
            if (i % 4 != 3)
            {
                calls[i - (i / 4)] = Task.Run(async () =>
                {
                    await using RpcClient client = ClientOf(pair.Endpoint, Certificates.Tls);
                    return await client.Get<ITester>().EchoAsync("through");
                });
                continue;
            }

            Socket socket = Connect(pair.Endpoint);
            garbage.Add(socket);
            // Half of it is garbage, a quarter the beginning of a handshake, and a quarter nothing at all.
            if (i % 8 == 3) socket.Send(RandomNumberGenerator.GetBytes(500));
            else if (i % 16 == 7) socket.Send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]);
        }

        Assert.All(await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30)), a => Assert.Equal("through", a));
        Assert.Equal(50, garbage.Count);
        foreach (Socket socket in garbage) socket.Dispose();
    }

    [Fact]
    public async Task A_handler_sees_whose_certificate_the_caller_has()
    {
        await using TestPair pair = await StartAsync(Certificates.MutualTls, Certificates.MutualTls);
        CallContext call = await pair.CaptureAsync();
        Assert.True(call.Principal!.Identity!.IsAuthenticated);
        Assert.Equal("Alice", call.Principal.Identity.Name);
        Assert.Equal("CN=Alice, O=Tests", call.Principal.FindFirst(PeerClaims.Subject)!.Value);
        Assert.Equal(
            Certificates.Client.GetCertHashString(HashAlgorithmName.SHA256),
            call.Principal.FindFirst(PeerClaims.Thumbprint)!.Value);
        Assert.Equal("server", pair.Client.Connection!.Principal!.Identity!.Name);
    }

    [Fact]
    public async Task A_caller_without_a_certificate_is_nobody()
    {
        await using TestPair pair = await StartAsync(Certificates.Tls, Certificates.Tls);
        Assert.Null((await pair.CaptureAsync()).Principal);
    }

    [Fact]
    public async Task Nothing_can_be_read_on_the_way()
    {
        using var spy = new Spy(Transport.Tcp);
        var endpoint = RpcEndpoint.Parse(Anywhere);
        var server = new TlsTransport("tls", spy, Certificates.Tls);
        await using TransportListener listener = await server.ListenAsync(endpoint, default);
        ValueTask<TransportConnection?> accepting = listener.AcceptAsync(default);
        await using TransportConnection client = await Transport.For(endpoint, Certificates.Tls).ConnectAsync(listener.Endpoint, default);
        await using TransportConnection? accepted = await accepting;
        await client.SendAsync("a secret of some length"u8.ToArray(), default);
        byte[] received = new byte[100];
        Assert.Equal(23, await accepted!.ReceiveAsync(received, default));
        Assert.True(spy.Seen.Length > 200);
        Assert.Equal(-1, spy.Seen.AsSpan().IndexOf("secret"u8));
    }

    /// <summary>A TLS proxy may stand before the server; it says no in its own way, once the client has begun to talk.</summary>
    [PeerFact("openssl")]
    public async Task A_refusal_by_alert_is_told_too()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rpcstack");
        string path = Path.Combine(folder.FullName, "server.pem");
        ECDsa key = Certificates.Server.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(path, Certificates.Server.ExportCertificatePem() + "\n" + key.ExportECPrivateKeyPem());
        string[] arguments =
            ["s_server", "-accept", "127.0.0.1:0", "-cert", path, "-Verify", "1", "-alpn", "rpcstack/1", "-naccept", "1"];
        using Process proxy = Process.Start(new ProcessStartInfo(Peer.Find("openssl")!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string? line;
        do line = await proxy.StandardOutput.ReadLineAsync();
        while (line?.StartsWith("ACCEPT ", StringComparison.Ordinal) is false);
        await using RpcClient client = ClientOf(RpcEndpoint.Parse("rpc+tls://" + line!["ACCEPT ".Length..]), Certificates.Tls);

        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await client.Get<ITester>().EchoAsync(""));

        Assert.Equal(RpcStatus.Unauthenticated, error.Status);
        Assert.Equal(RpcPhase.Connect, error.Phase);
        Assert.False(error.Started);
        Assert.Contains("does not accept this side's certificate (certificate required)", error.Message, StringComparison.Ordinal);
        proxy.Kill();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_a_refused_client_says_is_not_received()
    {
        var endpoint = RpcEndpoint.Parse(Anywhere);
        await using TransportListener listener =
            await Transport.For(endpoint, Certificates.MutualTls).ListenAsync(endpoint, default);
        ValueTask<TransportConnection?> accepting = listener.AcceptAsync(default);
        await using TransportConnection client =
            await Transport.For(endpoint, Certificates.Tls).ConnectAsync(listener.Endpoint, default);
        await using TransportConnection? accepted = await accepting;
        await client.SendAsync("serve me"u8.ToArray(), default);
        client.FinishSending();
        Assert.Equal(0, await accepted!.ReceiveAsync(new byte[100], default));
        Assert.Equal("the client has no certificate", accepted.Refusal);
        Assert.Null(accepted.Principal);
    }

    private static async Task AssertRefused(TestPair pair, string why)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.EchoAsync(""));
        Assert.Equal(RpcStatus.Unauthenticated, error.Status);
        Assert.Equal(RpcPhase.Connect, error.Phase);
        Assert.False(error.Started);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        await Eventually.IsTrue(() => !pair.Server.Connections.Any());
    }

    private static Task<TestPair> StartAsync(TransportOptions server, TransportOptions client) => TestPair.StartAsync(
        Anywhere,
        new RpcServerOptions { Connection = new RpcConnectionOptions { Transport = server } },
        new RpcConnectionOptions { Transport = client });

    private static RpcClient ClientOf(RpcEndpoint endpoint, TransportOptions transport) =>
        new(endpoint, new RpcConnectionOptions { Transport = transport });

    private static Socket Connect(RpcEndpoint endpoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, endpoint.Port);
        return socket;
    }
}
