using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RpcStack.Transports;

/// <summary>
/// Where a server listens and a client connects: <c>rpc+tcp://host:port/service</c>, <c>rpc+mem://name/service</c>,
/// <c>rpc+unix:///run/app.sock#service</c>. The service may be missing.
/// </summary>
/// <remarks>
/// A transport that goes through the file system (<c>unix</c>, and whatever ends in <c>+unix</c>) has no host: all up to the
/// <c>#</c> is the socket's path, in which <c>%</c> and <c>#</c> are written <c>%25</c> and <c>%23</c>.
/// </remarks>
public sealed record RpcEndpoint
{
    private const string Prefix = "rpc+";

    /// <summary>Makes an endpoint from its parts.</summary>
    /// <param name="scheme">The transport: <c>tcp</c>, <c>mem</c>.</param>
    /// <param name="host">A name or an address, without brackets.</param>
    /// <param name="port">A port; 0 where the transport has none, or where the system shall choose.</param>
    /// <param name="service">The service's name, or "".</param>
    public RpcEndpoint(string scheme, string host, int port = 0, string service = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)port, 65535u, nameof(port));
        Scheme = scheme;
        Host = host;
        Port = port;
        Service = service;
    }

    private RpcEndpoint(string scheme, string path, string service)
    {
        Scheme = scheme;
        Host = "";
        Path = path;
        Service = service;
    }

    /// <summary>The transport's name.</summary>
    public string Scheme { get; }

    /// <summary>A host name or address, or the name of an in-memory listener; "" where there is a path.</summary>
    public string Host { get; }

    /// <summary>A socket's absolute path in the file system, or Linux' <c>@name</c> outside of it; or "".</summary>
    public string Path { get; } = "";

    /// <summary>The port, or 0.</summary>
    public int Port { get; init; }

    /// <summary>The service's name, or "".</summary>
    public string Service { get; }

    /// <summary>Makes an endpoint of a socket in the file system.</summary>
    /// <param name="path">An absolute path, or <c>@name</c> for a socket of Linux' that has a name but no file.</param>
    /// <param name="scheme">The transport: <c>unix</c>, <c>tls+unix</c>.</param>
    /// <param name="service">The service's name, or "".</param>
    public static RpcEndpoint AtPath(string path, string scheme = "unix", string service = "")
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(service);
        if (!HasPath(scheme)) throw new ArgumentException($"'{scheme}' goes to a host, not to a path.", nameof(scheme));
        return IsPath(path)
            ? new RpcEndpoint(scheme, path, service)
            : throw new ArgumentException($"'{path}' is not an absolute path, nor a name after '@'.", nameof(path));
    }

    /// <summary>Reads an endpoint.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong with it.</exception>
    public static RpcEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out RpcEndpoint? endpoint) is { } problem
            ? throw new FormatException($"'{text}' is not an endpoint: {problem}.")
            : endpoint!;
    }

    /// <summary>Reads an endpoint, or says that it is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RpcEndpoint? endpoint)
    {
        endpoint = null;
        return text is not null && Read(text, out endpoint) is null;
    }

    /// <summary>The URI.</summary>
    public override string ToString()
    {
        if (Path.Length > 0)
            return $"{Prefix}{Scheme}://{Escape(Path)}{(Service.Length == 0 ? "" : "#" + Service)}";
        string host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        string port = Port == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        return $"{Prefix}{Scheme}://{host}{port}{(Service.Length == 0 ? "" : "/" + Service)}";
    }

    private static string? Read(string text, out RpcEndpoint? endpoint)
    {
        endpoint = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return "it does not begin with rpc+";
        int slashes = text.IndexOf("://", StringComparison.Ordinal);
        if (slashes <= Prefix.Length) return "it lacks '://' after the transport's name";

        string scheme = text[Prefix.Length..slashes];
        string rest = text[(slashes + 3)..];
        if (HasPath(scheme)) return ReadPath(scheme, rest, out endpoint);
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string authority = slash < 0 ? rest : rest[..slash];
        string service = slash < 0 ? "" : rest[(slash + 1)..];

        string host = authority, port = "";
        if (authority.StartsWith('['))
        {
            int close = authority.IndexOf(']', StringComparison.Ordinal);
            if (close < 0) return "the address's ']' is missing";
            host = authority[1..close];
            port = authority[(close + 1)..];
            if (port.Length > 0 && port[0] != ':') return "a ':' must follow the address";
        }
        else if (authority.IndexOf(':', StringComparison.Ordinal) is >= 0 and int colon)
        {
            host = authority[..colon];
            port = authority[colon..];
        }

        if (host.Length == 0) return "the host is missing";
        ushort number = 0;
        if (port.Length > 0 && !ushort.TryParse(port.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return $"'{port[1..]}' is not a port (0-65535)";
        endpoint = new RpcEndpoint(scheme, host, number, service);
        return null;
    }

    private static string? ReadPath(string scheme, string rest, out RpcEndpoint? endpoint)
    {
        endpoint = null;
        int hash = rest.IndexOf('#', StringComparison.Ordinal);
        string path = Uri.UnescapeDataString(hash < 0 ? rest : rest[..hash]);
        if (!IsPath(path)) return "'://' must be followed by a socket's absolute path, or by '@' and a name";
        endpoint = new RpcEndpoint(scheme, path, hash < 0 ? "" : rest[(hash + 1)..]);
        return null;
    }

    private static bool HasPath(string scheme) =>
        scheme is "unix" || scheme.EndsWith("+unix", StringComparison.Ordinal);

    private static bool IsPath(string path) => path.Length > 1 && path[0] is '/' or '@' && !path.Contains('\0');

    private static string Escape(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
}
