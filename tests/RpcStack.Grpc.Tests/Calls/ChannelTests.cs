using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RpcStack.TestContracts;
using RpcStack.Tests.Calls;
using RpcStack.Tests.Transports;
using RpcStack.Transports.Tls;

namespace RpcStack.Grpc.Tests.Calls;

public sealed class ChannelTests
{
    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable_and_started_nothing()
    {
        await using var channel = new GrpcRpcChannel($"grpc://127.0.0.1:{FreePort()}");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await channel.Get<ITester>().EchoAsync(""));
        Assert.Equal((RpcStatus.Unavailable, RpcPhase.Connect, false), (error.Status, error.Phase, error.Started));
        error = await Assert.ThrowsAsync<RpcException>(async () => await channel.Get<IStreamer>().SumAsync(1, NeverAsync()));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
    }

    [Fact]
    public async Task A_call_waits_for_its_server_where_it_is_asked_to()
    {
        int port = FreePort();
        await using var channel = new GrpcRpcChannel($"grpc://127.0.0.1:{port}");
        ITester patient = channel.Get<ITester>().With(new CallOptions { WaitForReady = true });
        Task<string> waiting = patient.EchoAsync("at last").AsTask();
        await Task.Delay(200);
        Assert.False(waiting.IsCompleted);
        await using var server = new GrpcRpcServer();
        server.Map<ITester>(new Tester());
        await server.ListenAsync($"grpc://127.0.0.1:{port}");
        Assert.Equal("at last", await waiting);
    }

    [Fact]
    public async Task A_server_that_speaks_http_1_is_unavailable()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        await using WebApplication app = builder.Build();
        await app.StartAsync();
        await using var channel = new GrpcRpcChannel(app.Urls.First());
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await channel.Get<ITester>().EchoAsync(""));
        Assert.Contains(error.Status, new[] { RpcStatus.Unavailable, RpcStatus.Internal });
    }

    [Fact]
    public async Task A_web_server_that_is_no_grpc_server_is_named_so()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        await using WebApplication app = builder.Build();
        app.MapPost("/RpcStack.Tests.Calls.Tester/Echo", () => "hello");
        await app.StartAsync();
        await using var channel = new GrpcRpcChannel(app.Urls.First());
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await channel.Get<ITester>().EchoAsync(""));
        Assert.Contains("no gRPC server", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<RpcException>(async () => await channel.Get<ITester>().BlobAsync(1));
        Assert.Equal(RpcStatus.Unimplemented, error.Status);
    }

    [Theory]
    [InlineData("nonsense", "no URI")]
    [InlineData("ftp://host:1", "none of grpc")]
    [InlineData("grpc://host", "no port")]
    [InlineData("grpc://host:1/path", "no path")]
    [InlineData("grpc+unix://host/path", "three slashes")]
    public void An_address_that_is_malformed_says_why(string address, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => new GrpcRpcChannel(address)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_message_above_the_limit_ends_its_call_on_the_side_that_meets_it()
    {
        await using var stack = new GrpcStack
        {
            Serving = options => options.Limits = new GrpcLimits { MaxMessageSize = 1000 },
            Calling = new GrpcChannelOptions { Limits = new GrpcLimits { MaxMessageSize = 2000 } },
        };
        stack.Map<ITester>(new Tester());
        await stack.StartAsync();
        ITester stub = stack.Client.Get<ITester>();
        foreach (Func<Task> call in (Func<Task>[])
            [
                async () => await stub.MeasureAsync(new byte[3000]), // refused by the client
                async () => await stub.MeasureAsync(new byte[1500]), // by the server
                async () => await stub.BlobAsync(1500),
            ])
        {
            RpcException error = await Assert.ThrowsAsync<RpcException>(call);
            Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
            Assert.Contains("GrpcLimits.MaxMessageSize", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Metadata_above_the_limit_ends_its_call_alone()
    {
        await using var stack = new GrpcStack();
        stack.Map<IStreamer>(new Streamer());
        await stack.StartAsync();
        IStreamer stub = stack.Client.Get<IStreamer>();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (int _ in stub.FailAsync(3, "trailer"))
            {
            }
        });
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        Assert.Contains("GrpcLimits.MaxMetadataSize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorisation_hook_sees_a_call_before_its_handler()
    {
        var tester = new Tester();
        await using var stack = new GrpcStack
        {
            Serving = options => options.Authorize = call => call.Metadata["tag"] == "please"
                ? default
                : throw new RpcException(RpcStatus.PermissionDenied, $"not {call.Operation.Name}", RpcPhase.Dispatch),
        };
        stack.Map<ITester>(tester);
        await stack.StartAsync();
        ITester stub = stack.Client.Get<ITester>();
        // Nobody waits for the answer to a oneway call, and so nobody learns that it was refused.
        await stub.NoteAsync("a");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await stub.EchoAsync("b"));
        Assert.Equal(RpcStatus.PermissionDenied, error.Status);
        Assert.EndsWith("not Echo", error.Message, StringComparison.Ordinal);
        Assert.Empty(tester.Notes);
        Assert.Equal("b", await stub.With(new CallOptions { Metadata = new Metadata { { "tag", "please" } } }).EchoAsync("b"));
    }

    [Fact]
    public async Task A_handler_that_does_not_heed_its_deadline_keeps_nobody_waiting()
    {
        await using var stack = new GrpcStack();
        stack.Map<IStubborn>(new Stubborn());
        await stack.StartAsync();
        // The server's answer, not the client's own clock: the client has much more time.
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{stack.Port}/RpcStack.Grpc.Tests.Calls.Stubborn/Sleep")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, 3, 8, 0xe0, 0x5d]) { Headers = { { "content-type", "application/grpc" } } }, // 12,000
            Headers = { { "grpc-timeout", "300m" } },
        };
        using HttpResponseMessage response = await http.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["4"], response.Headers.GetValues("grpc-status"));
    }

    [Fact]
    public async Task An_application_gives_its_own_services()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRpcStackGrpc();
        builder.Services.AddScoped<ITester, Tester>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        await using WebApplication app = builder.Build();
        app.MapRpc<ITester>();
        app.MapRpc<ITester>("Other.Name");
        Assert.Throws<ArgumentException>(() => app.MapRpc<ITester>());
        await app.StartAsync();
        await using var channel = new GrpcRpcChannel(app.Urls.First());
        Assert.Equal("a", await channel.Get<ITester>().EchoAsync("a"));
        Assert.Equal("b", await channel.Get<ITester>("Other.Name").EchoAsync("b"));
    }

    [Fact]
    public async Task A_client_certificate_says_who_calls()
    {
        var tester = new Tester();
        await using var server = new GrpcRpcServer(options => options.Authorize = call =>
            call.Principal?.Identity?.Name == "Alice" ? default : throw new RpcException(RpcStatus.Unauthenticated, "who?", RpcPhase.Dispatch));
        server.Map<ITester>(tester);
        TlsServerOptions tls = Certificates.MutualTls.TlsServer!;
        string address = await server.ListenAsync("grpcs://127.0.0.1:0", tls);
        await using var alice = new GrpcRpcChannel(address, new GrpcChannelOptions { Tls = Certificates.MutualTls.TlsClient });
        Assert.Equal("it is me", await alice.Get<ITester>().EchoAsync("it is me"));
        await using var nobody = new GrpcRpcChannel(address, new GrpcChannelOptions { Tls = Certificates.Tls.TlsClient });
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await nobody.Get<ITester>().EchoAsync(""));
        Assert.Equal(RpcStatus.Unavailable, refused.Status);
        await using var distrustful = new GrpcRpcChannel(address);
        refused = await Assert.ThrowsAsync<RpcException>(async () => await distrustful.Get<ITester>().EchoAsync(""));
        Assert.Equal((RpcStatus.Unavailable, false), (refused.Status, refused.Started));
    }

    [Fact]
    public async Task A_service_has_what_its_contract_inherits()
    {
        await using var server = new GrpcRpcServer();
        server.Map<IReadable>(new Book());
        await using var channel = new GrpcRpcChannel(await server.ListenAsync("grpc://127.0.0.1:0"));
        IReadable book = channel.Get<IReadable>();
        Assert.Equal("Ulysses", await book.NameAsync());
        Assert.Equal(732, await book.SizeAsync());
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var server = new GrpcRpcServer();
        string address = await server.ListenAsync("grpc://127.0.0.1:0");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await server.ListenAsync(address));
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async IAsyncEnumerable<int> NeverAsync()
    {
        await Task.Delay(Timeout.Infinite);
        yield break;
    }

    private sealed class Book : IReadable
    {
        public ValueTask<string> NameAsync(CancellationToken cancel) => new("Ulysses");

        public ValueTask<byte[]> ReadAsync(int count, CancellationToken cancel) => new(new byte[count]);

        public ValueTask<int> SizeAsync() => new(732);
    }

    private sealed class Stubborn : IStubborn
    {
        public async ValueTask SleepAsync(int milliseconds, CancellationToken cancel) => await Task.Delay(milliseconds, CancellationToken.None);
    }
}
