namespace RpcStack.Cli.Wire.Flows;

/// <summary>Is told what happens on flows, one event after the other.</summary>
internal interface IFlowObserver
{
    /// <summary>Takes an event. Its octets belong to the caller again when this returns.</summary>
    void Observe(in FlowEvent e);
}
