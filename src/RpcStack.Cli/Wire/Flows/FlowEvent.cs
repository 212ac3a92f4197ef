namespace RpcStack.Cli.Wire.Flows;

/// <summary>Something that happened on a flow, as the client saw it.</summary>
/// <param name="Flow">Where.</param>
/// <param name="Kind">What.</param>
/// <param name="From">Whose doing it was.</param>
/// <param name="Time">When, in nanoseconds since 1970 (UTC); never less than that of the event before.</param>
/// <param name="Bytes">What was sent; whoever keeps it copies it.</param>
internal readonly record struct FlowEvent(
    Flow Flow, FlowEventKind Kind, Side From, long Time, ReadOnlyMemory<byte> Bytes = default);
