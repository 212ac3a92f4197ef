using System.Diagnostics;
using System.Net;
using RpcStack.Transports;

namespace RpcStack.Hosting.Telemetry;

/// <summary>The other side, as attributes say it.</summary>
/// <param name="Address">A host, an address, a socket's path, or another name.</param>
/// <param name="Port">0 where there is none.</param>
internal readonly record struct PeerAddress(string Address, int Port)
{
    public static PeerAddress Of(RpcEndpoint endpoint) =>
        new(endpoint.Path.Length > 0 ? endpoint.Path : endpoint.Host, endpoint.Port);

    public static PeerAddress Of(string name) => IPEndPoint.TryParse(name, out IPEndPoint? socket) && socket.Port != 0
        ? new(socket.Address.ToString(), socket.Port)
        : new(name, 0);

    /// <summary>Adds the attributes <c>server.address</c> or <c>client.address</c>, and the port.</summary>
    public void Tag(Activity activity, string side)
    {
        activity.SetTag($"{side}.address", Address);
        if (Port != 0) activity.SetTag($"{side}.port", Port);
    }

    /// <summary>Adds <c>server.address</c> and <c>server.port</c>.</summary>
    public void Tag(ref TagList tags)
    {
        tags.Add("server.address", Address);
        if (Port != 0) tags.Add("server.port", Port);
    }
}
