namespace RpcStack.Protocol.Internal.Serving;

/// <summary>Puts back what flows with a thread: not only the current call, but whatever a handler left there too.</summary>
internal readonly struct AmbientScope : IDisposable
{
    private readonly ExecutionContext? _outer;

    private AmbientScope(ExecutionContext? outer) => _outer = outer;

    public static AmbientScope Begin() => new(ExecutionContext.Capture());

    public void Dispose()
    {
        if (_outer is not null) ExecutionContext.Restore(_outer);
    }
}
