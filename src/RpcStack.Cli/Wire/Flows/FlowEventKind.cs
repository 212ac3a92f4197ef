namespace RpcStack.Cli.Wire.Flows;

/// <summary>What happened on a flow.</summary>
internal enum FlowEventKind
{
    /// <summary>It began; for TCP, the connection stands.</summary>
    Opened,

    /// <summary>Octets of the stream, or a datagram, which may be empty.</summary>
    Data,

    /// <summary>A datagram that was sent and never arrives, or a gap in a stream that was captured.</summary>
    Lost,

    /// <summary>A side of a stream sends no more.</summary>
    Ended,

    /// <summary>A side broke the connection off.</summary>
    Reset,
}
