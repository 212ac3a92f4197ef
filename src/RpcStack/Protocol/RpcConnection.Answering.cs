using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol;

/// <summary>Answering: what the peer is told of its calls.</summary>
public sealed partial class RpcConnection
{
    /// <summary>Sends a call's response, or why it cannot be sent.</summary>
    internal void Respond<TResponse>(IncomingCall call, Marshaller<TResponse> marshaller, TResponse response)
    {
        if (call.Id == 0)
        {
            Finish(call);
            return;
        }

        if (TakePromise(call) is { } promise)
        {
            RespondPromised(call, promise, marshaller, response);
            return;
        }

        ByteWriter frame = ScratchWriter.Rent();
        OutgoingReferences? references = marshaller.HoldsReferences ? new(this) : null;
        try
        {
            frame.BeginFrame(FrameType.Response, call.Trailer is null ? FrameFlags.None : FrameFlags.Metadata);
            frame.WriteVarint(call.Id);
            if (call.Trailer is { } metadata)
            {
                CheckMetadata(metadata);
                frame.WriteMetadata(metadata);
            }

            int header = frame.Length;
            Format.Encode(frame, marshaller, response, references);
            FinishBody(frame, header, references, "octets of response");
            Finish(call);
            SendAnswer(frame);
        }
        catch (Exception error)
        {
            references?.TakeBack();
            // The handler ran, whatever became of its answer; and its trailer may be what was wrong.
            Fault(call, error, RpcPhase.Marshal, started: true, trailer: null);
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    /// <summary>Sends that a call's answer has no more items.</summary>
    internal void EndAnswer(IncomingCall call)
    {
        Metadata? trailer = call.Trailer;
        try
        {
            if (trailer is not null) CheckMetadata(trailer);
        }
        catch (RpcException error)
        {
            Fault(call, error, RpcPhase.Marshal, started: true, trailer: null);
            return;
        }

        // The id is free before the peer can know that it is.
        Finish(call);
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.End, trailer is null ? FrameFlags.None : FrameFlags.Metadata);
        frame.WriteVarint(call.Id);
        if (trailer is not null) frame.WriteMetadata(trailer);
        SendAnswer(frame);
        ScratchWriter.Return(frame);
    }

    /// <summary>Sends a call's fault.</summary>
    internal void Fault(IncomingCall call, Exception error, RpcPhase phase, bool started, Metadata? trailer)
    {
        Finish(call);
        if (call.Id == 0) return;
        PendingPromise? promise = TakePromise(call);
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            if (trailer is not null && MetadataBlock.SizeOf(trailer) > Options.Limits.MaxMetadataSize) trailer = null;
            FaultWriter.Write(frame, call, error, phase, started, trailer, Options);
            SendAnswer(frame);
        }
        finally
        {
            ScratchWriter.Return(frame);
            if (promise is not null) BreakPromise(call, promise);
        }
    }

    /// <summary>Ends a call before its handler does. What that has said of metadata so far it may be saying still.</summary>
    private void End(IncomingCall call, RpcStatus status, string why) => Fault(
        call, new RpcException(status, why, RpcPhase.Handler), RpcPhase.Handler, started: true, trailer: null);

    // Refusals and answers of the protocol itself go out with whatever else the reader's or runner's batch causes.
    private void Refuse(ulong callId, Refusal refusal) =>
        Refuse(callId, refusal, refusal.Status is RpcStatus.Unimplemented ? RpcPhase.Dispatch : RpcPhase.Resolve);

    private void Refuse(ulong callId, Refusal refusal, RpcPhase phase)
    {
        if (callId == 0) return;
        _streams.Remove(isCaller: false, callId);
        ByteWriter frame = ScratchWriter.Rent();
        new FaultHeader(callId, refusal.Flags, refusal.Status, phase, refusal.Message).Write(frame);
        _sender.Append(frame, isAnswer: true);
        ScratchWriter.Return(frame);
    }

    private void Answer(ulong callId)
    {
        if (callId == 0) return;
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Response);
        frame.WriteVarint(callId);
        _sender.Append(frame, isAnswer: true);
        ScratchWriter.Return(frame);
    }
}
