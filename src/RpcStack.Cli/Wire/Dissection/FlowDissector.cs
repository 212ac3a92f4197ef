using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Takes what happens on flows apart into messages.</summary>
/// <param name="choice">Says what a flow speaks.</param>
/// <param name="sink">Is given each message when it is complete.</param>
internal sealed class FlowDissector(ProtocolChoice choice, Action<Message> sink) : IFlowObserver
{
    private readonly Dictionary<Flow, FlowDissection> _flows = [];

    /// <inheritdoc/>
    public void Observe(in FlowEvent e)
    {
        if (!_flows.TryGetValue(e.Flow, out FlowDissection? flow)) _flows[e.Flow] = flow = new FlowDissection(e.Flow, choice, sink);
        flow.Add(e);
        if (e.Kind == FlowEventKind.Reset) _flows.Remove(e.Flow);
    }

    /// <summary>Nothing more comes; tells what is incomplete.</summary>
    public void Finish()
    {
        foreach (FlowDissection flow in _flows.Values) flow.Finish();
        _flows.Clear();
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
