using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>What a caller is told of an exception: a declared fault whole, everything else by status and text.</summary>
internal static class FaultWriter
{
    public static void Write(ByteWriter frame, IncomingCall call, Exception error, RpcPhase phase, bool withStack)
    {
        if (error is RpcFault fault && Find(call.Operation, fault) is { } descriptor)
        {
            try
            {
                Header(call, RpcStatus.Unknown, phase, fault.Message, descriptor.Name).Write(frame);
                descriptor.Encode(call.Format, frame, fault);
                return;
            }
            catch (MarshalException unsayable)
            {
                frame.Truncate(0);
                (error, phase) = (unsayable, RpcPhase.Marshal);
            }
        }

        RpcStatus status = StatusOf(error, phase);
        string message = error is RpcException or MarshalException || status is RpcStatus.Cancelled
            ? error.Message
            : $"{error.GetType().Name}: {error.Message}";
        if (withStack && error is not RpcException) message = $"{message}\n{error.StackTrace}";
        Header(call, status, phase, message, null).Write(frame);
    }

    private static FaultHeader Header(IncomingCall call, RpcStatus status, RpcPhase phase, string message, string? declared) =>
        new(call.Id, IsStarted(call, phase) ? FaultFlags.Started : FaultFlags.None, status, phase, message)
        {
            Metadata = call.Trailer,
            Declared = declared,
        };

    // Whoever ends a call from outside its handler cannot know, and must not say that it was not started.
    private static bool IsStarted(IncomingCall call, RpcPhase phase) => call.IsStarted || phase is RpcPhase.Handler;

    private static FaultDescriptor? Find(Operation operation, RpcFault fault)
    {
        foreach (FaultDescriptor descriptor in operation.Faults)
            if (descriptor.FaultType == fault.GetType()) return descriptor;
        return null;
    }

    private static RpcStatus StatusOf(Exception error, RpcPhase phase) => error switch
    {
        RpcException own => own.Status,
        OperationCanceledException => RpcStatus.Cancelled,
        // A request that cannot be read is the caller's mistake, a response that cannot be written this side's.
        MarshalException { Offset: >= 0 } when phase is RpcPhase.Marshal => RpcStatus.InvalidArgument,
        MarshalException => RpcStatus.Internal,
        _ when phase is RpcPhase.Marshal => RpcStatus.InvalidArgument,
        _ => RpcStatus.Unknown,
    };
}
