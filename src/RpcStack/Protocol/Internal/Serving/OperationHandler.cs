namespace RpcStack.Protocol.Internal.Serving;

/// <summary>An operation with what runs it.</summary>
internal abstract class OperationHandler(Operation operation)
{
    public Operation Operation { get; } = operation;

    /// <summary>Decodes the request, runs the handler, and answers the call now or later. Never throws.</summary>
    public abstract void Dispatch(IncomingCall call, object service, ReadOnlySpan<byte> body);
}
