namespace RpcStack.Cli.Wire.Flows;

/// <summary>Several observers as one; those that are not there are left out.</summary>
internal sealed class Observers(params IFlowObserver?[] observers) : IFlowObserver
{
    /// <inheritdoc/>
    public void Observe(in FlowEvent e)
    {
        foreach (IFlowObserver? observer in observers) observer?.Observe(e);
    }
}
