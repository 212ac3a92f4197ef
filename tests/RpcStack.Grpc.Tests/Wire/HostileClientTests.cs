using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using RpcStack.Grpc.Tests.Calls;
using RpcStack.Tests.Calls;

namespace RpcStack.Grpc.Tests.Wire;

/// <summary>Requests that no gRPC client sends.</summary>
public sealed class HostileClientTests : IAsyncLifetime
{
    private static readonly byte[] Hello = [0, 0, 0, 0, 4, 0x0a, 2, (byte)'h', (byte)'i'];

    private readonly GrpcStack _stack = new();
    private readonly HttpClient _http = new();

    public static TheoryData<string, byte[], RpcStatus, string> Bodies => new()
    {
        { "nothing", [], RpcStatus.InvalidArgument, "no message" },
        { "half a header", [0, 0, 0], RpcStatus.Internal, "ends within a message" },
        { "half a message", [0, 0, 0, 0, 9, 1], RpcStatus.Internal, "ends within a message" },
        { "a flag that is none", [7, 0, 0, 0, 0], RpcStatus.Internal, "begins with 7" },
        { "four gigabytes", [0, 255, 255, 255, 255], RpcStatus.ResourceExhausted, "MaxMessageSize" },
        { "two messages", [.. Hello, .. Hello], RpcStatus.InvalidArgument, "second message" },
        { "no protobuf", [0, 0, 0, 0, 1, 0xff], RpcStatus.InvalidArgument, "offset" },
        { "compressed, by what?", [1, 0, 0, 0, 0], RpcStatus.Internal, "grpc-encoding is missing" },
    };

    public async Task InitializeAsync()
    {
        _stack.Map<ITester>(new Tester());
        await _stack.StartAsync();
    }

    public async Task DisposeAsync()
    {
        // Whatever was sent, the server lives.
        Assert.Equal("still here", await _stack.Client.Get<ITester>().EchoAsync("still here"));
        _http.Dispose();
        await _stack.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_malformed_ends_its_call_alone(string what, byte[] body, RpcStatus status, string reason)
    {
        (string? code, string? message) = await SendAsync(body);
        Assert.True(code == $"{(int)status}", $"{what}: {code} {message}");
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_whole_is_answered() => Assert.Equal(("0", null), await SendAsync(Hello));

    [Fact]
    public async Task A_message_that_inflates_beyond_the_limit_is_refused_before_it_is_all_there()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
            for (int i = 0; i < 64; i++) gzip.Write(new byte[1 << 20]);
        byte[] frame = [1, 0, .. BitConverter.GetBytes(IPAddress.HostToNetworkOrder((int)bomb.Length))[1..], .. bomb.ToArray()];
        (string? code, string? message) = await SendAsync(frame, ("grpc-encoding", "gzip"));
        Assert.Equal("8", code);
        Assert.Contains("inflates", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grpc-timeout", "soon", RpcStatus.InvalidArgument)]
    [InlineData("grpc-timeout", "0m", RpcStatus.DeadlineExceeded)]
    [InlineData("grpc-encoding", "snappy", RpcStatus.Unimplemented)]
    [InlineData("rpcstack-chain", "x", RpcStatus.InvalidArgument)]
    [InlineData("rpcstack-chain", "1-33", RpcStatus.ResourceExhausted)]
    public async Task A_header_that_cannot_be_is_refused(string name, string value, RpcStatus status) =>
        Assert.Equal($"{(int)status}", (await SendAsync(Hello, (name, value))).Status);

    [Fact]
    public async Task A_request_that_is_not_grpc_is_answered_as_http_does()
    {
        using HttpRequestMessage request = Request([]);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using HttpResponseMessage response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private async Task<(string? Status, string? Message)> SendAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Request(body);
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        using HttpResponseMessage response = await _http.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(20));
        await response.Content.ReadAsByteArrayAsync();
        return (Find(response, "grpc-status"), Find(response, "grpc-message"));
    }

    private HttpRequestMessage Request(byte[] body) => new(HttpMethod.Post, $"http://127.0.0.1:{_stack.Port}/RpcStack.Tests.Calls.Tester/Echo")
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
    };

    private static string? Find(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out IEnumerable<string>? values) || response.Headers.TryGetValues(name, out values)
            ? string.Join(",", values)
            : null;
}
