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
        if (error is RpcFault fault && Failure.Find(call.Operation, fault) is { } descriptor)
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

        RpcStatus status = Failure.StatusOf(error, phase, started);
        Header(status, Failure.TextOf(error, status, options.ReportsStackTraces), null).Write(frame);

        FaultHeader Header(RpcStatus status, string message, string? declared) =>
            new(call.Id, flags, status, phase, message) { Metadata = trailer, Declared = declared };
    }
}
