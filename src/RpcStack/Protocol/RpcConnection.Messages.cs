using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol;

/// <summary>What goes out and comes in for calls: bodies written, checked, compressed; answers taken.</summary>
public sealed partial class RpcConnection
{
    private void WriteRequest<TRequest, TResponse>(
        ByteWriter frame,
        RequestHeader header,
        Operation<TRequest, TResponse> operation,
        Resolution resolution,
        TRequest request,
        CallOptions options,
        long left)
    {
        header.Target = resolution.Key;
        header.Contract = resolution.Contract.IndexOf(operation.Contract);
        header.Ordinal = operation.Ordinal;
        header.Deadline = left == long.MaxValue ? null : (int)Math.Min(left, int.MaxValue);
        if (options.Metadata is { Count: > 0 } metadata)
        {
            CheckMetadata(metadata);
            header.Metadata = metadata;
        }

        header.Write(frame);
        int size = frame.Length;
        OutgoingReferences? references = operation.Request.HoldsReferences ? new(this) : null;
        try
        {
            Format.Encode(frame, operation.Request, request, references);
            FinishBody(frame, size, references, "octets of request");
        }
        catch
        {
            references?.TakeBack();
            throw;
        }
    }

    /// <summary>The peer would end the connection, which is hard on the other calls.</summary>
    private void CheckMetadata(Metadata metadata)
    {
        RpcLimits limits = Options.Limits;
        int size = MetadataBlock.SizeOf(metadata);
        if (size > limits.MaxMetadataSize)
            throw TooLarge("octets of metadata", size, nameof(limits.MaxMetadataSize), limits.MaxMetadataSize);
    }

    /// <summary>The exception of what this side will not send.</summary>
    private static RpcException TooLarge(string what, long actual, string option, long limit) =>
        new(RpcStatus.ResourceExhausted, Exceeded(what, actual, option, limit).Message, RpcPhase.Marshal);

    /// <summary>
    /// Compresses a body where that is wanted and understood, puts its references before it, and checks the frame.
    /// </summary>
    private void FinishBody(ByteWriter frame, int start, OutgoingReferences? references, string what)
    {
        int size = frame.Length - start;
        if (size > Options.CompressAbove && _peer is { } peer && (peer.Features & BodyCompression.Feature) != 0)
            BodyCompression.Compress(frame, start);
        references?.Insert(frame, start);
        CheckSize(size, frame.Length, what);
    }

    /// <summary>Checks a frame of ours against our own limit for messages and the peer's for frames.</summary>
    private void CheckSize(int message, int frame, string what)
    {
        RpcLimits limits = Options.Limits;
        if (message > limits.MaxMessageSize)
            throw TooLarge(what, message, nameof(limits.MaxMessageSize), limits.MaxMessageSize);
        if (_peer is { } peer && frame > peer.MaxFrameSize)
            throw TooLarge(what, frame, $"{nameof(limits.MaxFrameSize)} of {RemoteName}", peer.MaxFrameSize);
    }

    internal RpcException AsRpcException(Exception error, Operation operation, ulong id) => error switch
    {
        RpcException own => new(own.Status, $"{operation} on {RemoteName}: {own.Message}", own.Phase, own)
        {
            CallId = (long)id,
            Started = own.Started,
        },
        _ => new(RpcStatus.InvalidArgument, $"{operation} on {RemoteName}: {error.Message}", RpcPhase.Marshal, error)
        {
            CallId = (long)id,
        },
    };

    private void TakeResponse(in Frame frame)
    {
        var reader = new PayloadReader(frame.Payload);
        ulong id = reader.ReadVarint();
        Metadata? metadata = frame.Flags.HasFlag(FrameFlags.Metadata)
            ? reader.ReadMetadata(Options.Limits.MaxMetadataSize)
            : null;
        using IncomingReferences? references = frame.Flags.HasFlag(FrameFlags.References)
            ? ReceiveReferences(ref reader)
            : null;
        using ByteWriter? inflated = Inflate(frame.Flags, reader.Rest);
        // Not before all of it is read: a call that was taken is one that nothing else will end.
        if (Take(id) is not { } call) return;
        try
        {
            call.Complete(inflated is null ? reader.Rest : inflated.Written, references, metadata);
        }
        catch (Exception)
        {
            // Its caller's synchronization context is gone. The other calls are not.
        }
    }

    /// <summary>The body of a compressed frame, or null. Who compresses what is no Brotli stream breaks the protocol.</summary>
    private ByteWriter? Inflate(FrameFlags flags, ReadOnlySpan<byte> body)
    {
        if (!flags.HasFlag(FrameFlags.Compressed)) return null;
        try
        {
            return BodyCompression.Inflate(body, Options.Limits.MaxMessageSize);
        }
        catch (MarshalException error)
        {
            throw new ProtocolException(RpcStatus.ResourceExhausted, error.Message);
        }
    }

    private void TakeFault(in Frame frame)
    {
        var reader = new PayloadReader(frame.Payload);
        FaultHeader fault = FaultHeader.Read(ref reader, (FaultFlags)frame.Flags, Options.Limits);
        if (Take(fault.CallId) is not { } call) return;
        try
        {
            call.Fault(fault, reader.Rest);
        }
        catch (Exception)
        {
            // As for a response.
        }
    }

    private PendingCall? Take(ulong id)
    {
        PendingCall? call = _pending.Take(id, out bool isKnown);
        return isKnown ? call : throw new ProtocolException($"The peer answers call {id}, which it was not asked.");
    }

    /// <summary>As below, for an answer to the peer.</summary>
    private void SendAnswer(ByteWriter frame)
    {
        _sender.Append(frame, isAnswer: true);
        if (!_runner.IsCurrent || _sender.IsWorthwhile) _sender.Flush();
    }

    /// <summary>Appends a frame, and sends it unless this thread will send when it is through with what it handles.</summary>
    private bool Send(ByteWriter frame)
    {
        bool taken = _sender.Append(frame);
        if (!_runner.IsCurrent || _sender.IsWorthwhile) _sender.Flush();
        return taken;
    }

    /// <summary>As <see cref="Send"/>, for a REQUEST; false where the peer cannot get it any more.</summary>
    private bool SendRequest(ByteWriter frame, ulong id)
    {
        bool taken = _sender.AppendRequest(frame, id, _pending);
        Wake();
        if (!_runner.IsCurrent || _sender.IsWorthwhile) _sender.Flush();
        return taken;
    }
}
