namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>An operation with the object and the handler that run it.</summary>
internal abstract class Procedure(Operation operation)
{
    public Operation Operation { get; } = operation;

    /// <summary>Decodes the arguments, runs the handler, and answers the call now or later. Never throws.</summary>
    public abstract void Run(ServedCall call, ReadOnlySpan<byte> arguments);
}
