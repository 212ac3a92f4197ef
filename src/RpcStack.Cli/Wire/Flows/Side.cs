namespace RpcStack.Cli.Wire.Flows;

/// <summary>A side of a flow.</summary>
internal enum Side
{
    /// <summary>Who connected, or sent the first datagram.</summary>
    Client,

    /// <summary>Who was connected to.</summary>
    Server,
}
