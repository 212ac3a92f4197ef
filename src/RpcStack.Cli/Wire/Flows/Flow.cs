using System.Net;

namespace RpcStack.Cli.Wire.Flows;

/// <summary>A TCP connection, or the datagrams between two addresses.</summary>
/// <param name="Number">From 1, in the order in which flows began.</param>
/// <param name="Transport">What carries it.</param>
/// <param name="Client">Who began it.</param>
/// <param name="Server">Whom the client spoke to.</param>
internal sealed record Flow(int Number, FlowTransport Transport, IPEndPoint Client, IPEndPoint Server)
{
    /// <summary>The other side.</summary>
    public static Side Opposite(Side side) => side == Side.Client ? Side.Server : Side.Client;

    public IPEndPoint this[Side side] => side == Side.Client ? Client : Server;

    public override string ToString() => $"{Transport.ToString().ToLowerInvariant()} {Client} > {Server}";
}
