namespace RpcStack.Grpc.Internal;

/// <summary>
/// Where a gRPC server is: <c>grpc://host:port</c> and <c>http://host[:port]</c> without TLS, <c>grpcs://host:port</c> and
/// <c>https://host[:port]</c> with it, <c>grpc+unix:///path</c> and <c>grpcs+unix:///path</c> over a Unix domain socket.
/// </summary>
/// <param name="Text">As it was given, for messages.</param>
/// <param name="Base">What requests are addressed to.</param>
/// <param name="UnixPath">The socket's path, or null.</param>
internal sealed record GrpcAddress(string Text, Uri Base, string? UnixPath)
{
    public bool IsTls => Base.Scheme == Uri.UriSchemeHttps;

    /// <exception cref="FormatException">It is no such address.</exception>
    public static GrpcAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)) throw Malformed(text, "it is no URI");
        string? scheme = uri.Scheme switch
        {
            "grpc" or "grpc+unix" or "http" => Uri.UriSchemeHttp,
            "grpcs" or "grpcs+unix" or "https" => Uri.UriSchemeHttps,
            _ => throw Malformed(text, $"'{uri.Scheme}' is none of grpc, grpcs, grpc+unix, grpcs+unix, http, https"),
        };
        if (uri.Scheme.EndsWith("+unix", StringComparison.Ordinal))
        {
            string path = Uri.UnescapeDataString(uri.AbsolutePath);
            if (uri.Host.Length > 0 || path.Length < 2) throw Malformed(text, "three slashes come before the socket's path");
            return new GrpcAddress(text, new Uri($"{scheme}://localhost"), path);
        }

        if (uri.Host.Length == 0) throw Malformed(text, "it names no host");
        if (uri.Port < 0) throw Malformed(text, "it names no port");
        if (uri.AbsolutePath.Length > 1 || uri.Query.Length > 0) throw Malformed(text, "gRPC has no path before the service's name");
        return new GrpcAddress(text, new UriBuilder(scheme, uri.Host, uri.Port).Uri, null);
    }

    public override string ToString() => Text;

    private static FormatException Malformed(string text, string why) => new($"'{text}' is no gRPC address: {why}.");
}
