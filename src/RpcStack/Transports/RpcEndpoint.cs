using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RpcStack.Transports;

/// <summary>
/// Where a server listens and a client connects: <c>rpc+tcp://host:port/service</c>, <c>rpc+mem://name/service</c>. The
/// path, which may be missing, names a service.
/// </summary>
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

    /// <summary>The transport's name.</summary>
    public string Scheme { get; }

    /// <summary>A host name or address, or the name of an in-memory listener.</summary>
    public string Host { get; }

    /// <summary>The port, or 0.</summary>
    public int Port { get; init; }

    /// <summary>The service's name, or "".</summary>
    public string Service { get; }

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
}
