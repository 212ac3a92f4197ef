using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>
/// What a caller is told of an exception: a declared fault whole, everything else by status and text. An exception's members
/// are user code; whatever they do, the caller is told something.
/// </summary>
internal static class FaultWriter
{
    public static void Write(
        ByteWriter frame,
        IncomingCall call,
        Exception error,
        RpcPhase phase,
        bool started,
        Metadata? trailer,
        RpcConnectionOptions options)
    {
        FaultFlags flags = started ? FaultFlags.Started : FaultFlags.None;
        if (error is RpcFault fault && Find(call.Operation, fault) is { } descriptor)
        {
            try
            {
                Header(RpcStatus.Unknown, fault.Message, descriptor.Name).Write(frame);
                descriptor.Encode(call.Format, frame, fault);
                if (frame.Length <= options.Limits.MaxMessageSize) return;
            }
            catch (Exception unsayable)
            {
                error = unsayable;
            }

            frame.Truncate(0);
            phase = RpcPhase.Marshal;
        }

        RpcStatus status = StatusOf(error, phase, started);
        Header(status, TextOf(error, status, options.ReportsStackTraces), null).Write(frame);

        FaultHeader Header(RpcStatus status, string message, string? declared) =>
            new(call.Id, flags, status, phase, message) { Metadata = trailer, Declared = declared };
    }

    private static string TextOf(Exception error, RpcStatus status, bool withStack)
    {
        try
        {
            string message = error is RpcException or MarshalException || status is RpcStatus.Cancelled
                ? error.Message
                : $"{error.GetType().Name}: {error.Message}";
            return withStack && error is not RpcException ? $"{message}\n{error.StackTrace}" : message;
        }
        catch (Exception)
        {
            return error.GetType().Name;
        }
    }

    private static FaultDescriptor? Find(Operation operation, RpcFault fault)
    {
        foreach (FaultDescriptor descriptor in operation.Faults)
            if (descriptor.FaultType == fault.GetType()) return descriptor;
        return null;
    }

    private static RpcStatus StatusOf(Exception error, RpcPhase phase, bool started) => error switch
    {
        RpcException own => own.Status,
        OperationCanceledException => RpcStatus.Cancelled,
        // A request that cannot be read is the caller's mistake, a response that cannot be written this side's.
        MarshalException => started ? RpcStatus.Internal : RpcStatus.InvalidArgument,
        ArgumentException => RpcStatus.InvalidArgument,
        _ when phase is RpcPhase.Marshal => started ? RpcStatus.Internal : RpcStatus.InvalidArgument,
        _ => RpcStatus.Unknown,
    };
}
