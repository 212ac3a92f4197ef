namespace RpcStack.Cli.Wire.Flows;

/// <summary>What carries a flow.</summary>
internal enum FlowTransport
{
    /// <summary>A stream (RFC 9293).</summary>
    Tcp,

    /// <summary>Datagrams (RFC 768).</summary>
    Udp,
}
