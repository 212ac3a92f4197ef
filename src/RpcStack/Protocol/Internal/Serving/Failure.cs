using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>
/// What an exception on the serving side means to the caller, whatever the stack. An exception's members are user code, and may
/// throw too.
/// </summary>
internal static class Failure
{
    /// <summary>The text that a caller is told.</summary>
    public static string TextOf(Exception error, RpcStatus status, bool withStack)
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

    /// <summary>The fault as the operation declares it, or null where it does not.</summary>
    public static FaultDescriptor? Find(Operation operation, RpcFault fault)
    {
        foreach (FaultDescriptor descriptor in operation.Faults)
            if (descriptor.FaultType == fault.GetType()) return descriptor;
        return null;
    }

    /// <summary>The status that a caller is told.</summary>
    public static RpcStatus StatusOf(Exception error, RpcPhase phase, bool started) => error switch
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
