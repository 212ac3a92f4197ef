using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Takes what happens on flows apart into messages.</summary>
/// <param name="choice">Says what a flow speaks.</param>
/// <param name="sink">Is given each message when it is complete.</param>
internal sealed class FlowDissector(ProtocolChoice choice, Action<Message> sink) : IFlowObserver
{
    /// <summary>How many flows are remembered at a time: datagrams say of none that it is over.</summary>
    private const int MaxFlows = 10_000;

    private readonly Dictionary<Flow, FlowDissection> _flows = [];
    private readonly Queue<Flow> _order = new();

    /// <inheritdoc/>
    public void Observe(in FlowEvent e)
    {
        if (!_flows.TryGetValue(e.Flow, out FlowDissection? flow)) flow = Open(e.Flow);
        flow.Add(e);
        if (e.Kind == FlowEventKind.Reset) _flows.Remove(e.Flow);
    }

    /// <summary>Nothing more comes; tells what is incomplete.</summary>
    public void Finish()
    {
        foreach (FlowDissection flow in _flows.Values) flow.Finish();
        _flows.Clear();
    }

    private FlowDissection Open(Flow flow)
    {
        if (_order.Count >= MaxFlows && _flows.Remove(_order.Dequeue(), out FlowDissection? oldest)) oldest.Finish();
        _order.Enqueue(flow);
        return _flows[flow] = new FlowDissection(flow, choice, sink);
    }

    /// <summary>The messages of what happened.</summary>
    public static IReadOnlyList<Message> Read(IEnumerable<FlowEvent> events, ProtocolChoice choice)
    {
        List<Message> messages = [];
        var dissector = new FlowDissector(choice, messages.Add);
        foreach (FlowEvent e in events) dissector.Observe(e);
        dissector.Finish();
        return messages;
    }
}
