using RpcStack.Transports;

namespace RpcStack.Tests.Transports;

public sealed class RpcEndpointTests
{
    [Theory]
    [InlineData("rpc+tcp://example.org:5000", "tcp", "example.org", 5000, "")]
    [InlineData("rpc+tcp://127.0.0.1:0/Bank.Account", "tcp", "127.0.0.1", 0, "Bank.Account")]
    [InlineData("rpc+tcp://[::1]:65535/a/b", "tcp", "::1", 65535, "a/b")]
    [InlineData("rpc+tcp://[::]", "tcp", "::", 0, "")]
    [InlineData("rpc+mem://here", "mem", "here", 0, "")]
    public void An_endpoint_has_a_transport_a_host_a_port_and_a_service(
        string text, string scheme, string host, int port, string service)
    {
        RpcEndpoint endpoint = RpcEndpoint.Parse(text);
        Assert.Equal(new RpcEndpoint(scheme, host, port, service), endpoint);
        Assert.Equal(endpoint, RpcEndpoint.Parse(endpoint.ToString()));
    }

    [Theory]
    [InlineData("rpc+unix:///run/app.sock", "unix", "/run/app.sock", "")]
    [InlineData("rpc+unix:///run/app.sock#Bank.Account", "unix", "/run/app.sock", "Bank.Account")]
    [InlineData("rpc+tls+unix:///a%23b%25c/d e", "tls+unix", "/a#b%c/d e", "")]
    [InlineData("rpc+unix://@name#x", "unix", "@name", "x")]
    public void An_endpoint_in_the_file_system_has_a_path_instead_of_a_host(
        string text, string scheme, string path, string service)
    {
        RpcEndpoint endpoint = RpcEndpoint.Parse(text);
        Assert.Equal(RpcEndpoint.AtPath(path, scheme, service), endpoint);
        Assert.Equal("", endpoint.Host);
        Assert.Equal(text, endpoint.ToString());
    }

    [Theory]
    [InlineData("http://example.org", "does not begin with rpc+")]
    [InlineData("rpc+tcp:host", "lacks '://'")]
    [InlineData("rpc+://host", "lacks '://'")]
    [InlineData("rpc+tcp://", "the host is missing")]
    [InlineData("rpc+tcp://:80", "the host is missing")]
    [InlineData("rpc+tcp://host:port", "'port' is not a port")]
    [InlineData("rpc+tcp://host:65536", "'65536' is not a port")]
    [InlineData("rpc+tcp://host:-1", "'-1' is not a port")]
    [InlineData("rpc+tcp://[::1:80", "']' is missing")]
    [InlineData("rpc+tcp://[::1]80", "a ':' must follow")]
    [InlineData("rpc+unix://relative.sock", "a socket's absolute path")]
    [InlineData("rpc+unix:///", "a socket's absolute path")]
    [InlineData("rpc+tls+unix://", "a socket's absolute path")]
    public void What_is_no_endpoint_is_told_why(string text, string why)
    {
        FormatException error = Assert.Throws<FormatException>(() => RpcEndpoint.Parse(text));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.False(RpcEndpoint.TryParse(text, out _));
    }

    [Fact]
    public void A_transport_that_does_not_exist_is_named()
    {
        RpcException error = Assert.Throws<RpcException>(() => new RpcClient("rpc+carrier-pigeon://coop"));
        Assert.Equal(RpcStatus.Unimplemented, error.Status);
        Assert.Contains("'carrier-pigeon'", error.Message, StringComparison.Ordinal);
    }
}
