namespace RpcStack.Cli.Comparison;

/// <summary>What a stack has moved so far, seen from the client.</summary>
/// <param name="BytesUp">Octets of payload to the server.</param>
/// <param name="BytesDown">Octets of payload from the server.</param>
/// <param name="Packets">Datagrams or segments, both ways; null where nobody counts them.</param>
/// <param name="ExtraConnections">TCP connections that were made for one lookup each.</param>
internal readonly record struct Traffic(long BytesUp, long BytesDown, long? Packets, long ExtraConnections)
{
    public static Traffic operator -(Traffic left, Traffic right) => new(
        left.BytesUp - right.BytesUp,
        left.BytesDown - right.BytesDown,
        left.Packets - right.Packets,
        left.ExtraConnections - right.ExtraConnections);
}
