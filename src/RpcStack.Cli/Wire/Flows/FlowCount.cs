namespace RpcStack.Cli.Wire.Flows;

/// <summary>What went over a flow, in octets of payload.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="BytesUp">From the client.</param>
/// <param name="BytesDown">From the server.</param>
/// <param name="ChunksUp">From the client: datagrams, or pieces of a stream as they came.</param>
/// <param name="ChunksDown">From the server.</param>
/// <param name="Lost">Datagrams of both sides that the link lost; those of the client count in <see cref="BytesUp"/>.</param>
internal sealed record FlowCount(
    Flow Flow, long BytesUp = 0, long BytesDown = 0, int ChunksUp = 0, int ChunksDown = 0, int Lost = 0)
{
    /// <summary>The count after one more event.</summary>
    public FlowCount With(in FlowEvent e) => (e.Kind, e.From) switch
    {
        (FlowEventKind.Data, Side.Client) => Sent(e),
        (FlowEventKind.Lost, Side.Client) => Sent(e) with { Lost = Lost + 1 },
        (FlowEventKind.Data, _) => this with { BytesDown = BytesDown + e.Bytes.Length, ChunksDown = ChunksDown + 1 },
        (FlowEventKind.Lost, _) => this with { Lost = Lost + 1 },
        _ => this,
    };

    private FlowCount Sent(in FlowEvent e) => this with { BytesUp = BytesUp + e.Bytes.Length, ChunksUp = ChunksUp + 1 };
}
