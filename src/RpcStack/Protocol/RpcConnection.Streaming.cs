using System.Runtime.CompilerServices;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Serving;
using RpcStack.Protocol.Internal.Streams;

namespace RpcStack.Protocol;

/// <summary>
/// Streams, both ways. The reader puts items where they belong, in their order; whoever reads them decodes them; and a
/// sender that has used up its credit waits.
/// </summary>
public sealed partial class RpcConnection
{
    private readonly StreamTable _streams = new();

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => ReadAnswerAsync(operation, target, request, null, options, cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => ReadAnswerAsync(
            operation, target, request, call => SendItemsAsync(call, operation.Item, items), options, cancel);

    /// <inheritdoc/>
    public override async ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var call = new StreamCall<TRequest, TResponse>(this, operation, target, request, options, cancel);
        await OpenAsync(call).ConfigureAwait(false);
        _ = SendItemsAsync(call, operation.Item, items);
        return await call.Response.ConfigureAwait(false);
    }

    /// <summary>Makes room for the streams of a call of ours.</summary>
    internal CallStreams OpenStreams(ulong id, StreamInbox? inbox, bool sends)
    {
        var streams = new CallStreams(id, isCaller: true)
        {
            Inbox = inbox,
            Outbox = sends ? new StreamOutbox(_peer!.StreamWindow) : null,
        };
        _streams.TryAdd(streams, int.MaxValue);
        return streams;
    }

    /// <summary>A call of ours is over on this side.</summary>
    internal void CloseStreams(ulong id) => _streams.Remove(isCaller: true, id);

    /// <summary>The streams of a call that is being served, or null.</summary>
    internal CallStreams? StreamsOf(IncomingCall call) => _streams.Find(isCaller: false, call.Id);

    /// <summary>What the caller of a call that is being served sends.</summary>
    internal async IAsyncEnumerable<T> ReadItemsAsync<T>(
        IncomingCall call,
        CallStreams? streams,
        Marshaller<T> marshaller,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (streams?.Inbox is not { } inbox) yield break;
        using CancellationTokenRegistration lost = Discard(inbox, call.Cancellation);
        using CancellationTokenRegistration given = Discard(inbox, cancel);
        try
        {
            while (await inbox.WaitAsync().ConfigureAwait(false))
                while (TryTake(streams, marshaller, out T? item)) yield return item;
        }
        finally
        {
            // A handler that reads no further tells its caller, who may have much more to send.
            if (!inbox.IsComplete) SendEnd(streams, StreamFlags.Stop);
            inbox.Complete(discards: true);
        }
    }

    /// <summary>Sends an item of a call that is being served, when there is credit; false where the call is over.</summary>
    internal async ValueTask<bool> SendItemAsync<T>(CallStreams streams, Marshaller<T> marshaller, T item)
    {
        StreamOutbox outbox = streams.Outbox!;
        if (!await outbox.WhenReadyAsync().ConfigureAwait(false)) return false;
        if (_sender.IsFull) await _sender.WhenRoomAsync().ConfigureAwait(false);
        if (outbox.IsStopped) return false;

        ByteWriter frame = ScratchWriter.Rent();
        OutgoingReferences? references = marshaller.HoldsReferences ? new(this) : null;
        try
        {
            frame.BeginFrame(FrameType.Item, FlagsOf(streams));
            frame.WriteVarint(streams.Id);
            int header = frame.Length;
            Format.Encode(frame, marshaller, item, references);
            FinishBody(frame, header, references, "octets of an item");
            outbox.Spend(StreamItem.CostOf(frame.Length - header));
            if (streams.TrySend(frame, _send)) return true;
            references?.TakeBack();
            return false;
        }
        catch
        {
            references?.TakeBack();
            throw;
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    /// <summary>Sends that nothing more comes, or that nothing more is wanted.</summary>
    private void SendEnd(CallStreams streams, StreamFlags flags)
    {
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.End, FlagsOf(streams) | (FrameFlags)flags);
        frame.WriteVarint(streams.Id);
        streams.TrySend(frame, _send);
        ScratchWriter.Return(frame);
    }

    private static FrameFlags FlagsOf(CallStreams streams) =>
        streams.IsCaller ? (FrameFlags)StreamFlags.OfCaller : FrameFlags.None;

    private static CancellationTokenRegistration Discard(StreamInbox inbox, CancellationToken cancel) =>
        cancel.UnsafeRegister(
            static (inbox, token) => ((StreamInbox)inbox!).Complete(new OperationCanceledException(token), discards: true),
            inbox);

    private async IAsyncEnumerable<TResponse> ReadAnswerAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        Func<StreamCall<TRequest, TResponse>, Task>? send,
        CallOptions options,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var call = new StreamCall<TRequest, TResponse>(this, operation, target, request, options, cancel);
        await OpenAsync(call).ConfigureAwait(false);
        _ = send?.Invoke(call);
        StreamInbox inbox = call.Inbox!;
        while (await inbox.WaitAsync().ConfigureAwait(false))
        {
            call.Relax();
            while (TryTake(call.Streams!, operation.Response, out TResponse? item)) yield return item;
        }
    }

    private bool TryTake<T>(CallStreams streams, Marshaller<T> marshaller, out T item)
    {
        if (!streams.Inbox!.TryTake(out StreamItem taken, out int credit))
        {
            item = default!;
            return false;
        }

        if (credit > 0) SendCredit(streams, credit);
        using (taken)
        {
            try
            {
                using ByteWriter? inflated = Inflate(taken.Flags, taken.Body);
                ReadOnlySpan<byte> body = inflated is null ? taken.Body : inflated.Written;
                item = Format.Decode(body, marshaller, Options.Limits.Marshalling, taken.References);
                taken.References?.Keep();
                return true;
            }
            catch (Exception error) when (error is MarshalException or ProtocolException)
            {
                RpcStatus status = streams.IsCaller ? RpcStatus.Internal : RpcStatus.InvalidArgument;
                throw new RpcException(status, $"An item of a stream cannot be read: {error.Message}", RpcPhase.Marshal, error)
                {
                    CallId = (long)streams.Id,
                    Started = true,
                };
            }
        }
    }

    /// <summary>
    /// Sends a call with streams. One that sends items waits until its name is resolved: they could not be sent twice, and the
    /// peer's HELLO, which says how many it takes, has come by then.
    /// </summary>
    private async ValueTask OpenAsync<TRequest, TResponse>(StreamCall<TRequest, TResponse> call)
    {
        if (call.HasItems) await ResolveAsync(call).ConfigureAwait(false);
        if (_sender.IsFull || !TrySend(call, call.Cancel)) await SendWhenRoomAsync(call).ConfigureAwait(false);
    }

    private async Task ResolveAsync<TRequest, TResponse>(StreamCall<TRequest, TResponse> call)
    {
        while (true)
        {
            Resolution resolution = Resolve(call.Target);
            _sender.Flush();
            Task<FaultHeader?> outcome = resolution.Outcome;
            Task ended;
            try
            {
                ended = await Task.WhenAny(outcome, call.Response, Closed)
                    .WaitAsync(CallTime.Left(call.Deadline, Now), Options.Time, call.Cancel).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw call.Problem(
                    RpcStatus.DeadlineExceeded, "its name was not resolved in time", RpcPhase.Resolve, started: false);
            }

            if (ended == call.Response) await call.Response.ConfigureAwait(false);
            if (ended == Closed) throw Lost(null, started: false);
            FaultHeader? refusal = await outcome.ConfigureAwait(false);
            if (refusal is null) return;
            if (!refusal.NeedsSchema || resolution.HasSchema)
                throw call.Problem(refusal.Status, refusal.Message, refusal.Phase, started: false);
        }
    }

    private async Task SendItemsAsync<TRequest, TResponse, TItem>(
        StreamCall<TRequest, TResponse> call, Marshaller<TItem> marshaller, IAsyncEnumerable<TItem> items)
    {
        if (call.Streams is not { } streams) return;
        try
        {
            await foreach (TItem item in items.WithCancellation(call.Over).ConfigureAwait(false))
                if (!await SendItemAsync(streams, marshaller, item).ConfigureAwait(false)) return;
            SendEnd(streams, StreamFlags.None);
        }
        catch (OperationCanceledException) when (call.Over.IsCancellationRequested)
        {
            // The call was over before its items were.
        }
        catch (Exception error)
        {
            // What the caller's own items failed with is what its call fails with.
            TryCancel(call, call.Id);
            call.Fail(error is MarshalException or RpcException ? AsRpcException(error, call.Operation, call.Id) : error);
        }
    }

    private void SendCredit(CallStreams streams, int credit)
    {
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Credit, FlagsOf(streams));
        frame.WriteVarint(streams.Id);
        frame.WriteVarint((ulong)credit);
        streams.TrySend(frame, _send);
        // Who reads the items may run here for long, and their sender need not wait for that.
        _sender.Flush();
        ScratchWriter.Return(frame);
    }

    /// <summary>
    /// An ITEM, END or CREDIT, on the reader: quick, in order, and without user code. True where somebody waits for it, who is
    /// for the runner to wake.
    /// </summary>
    private bool TakeStreamFrame(in Frame frame)
    {
        (FrameType type, FrameFlags flags) = (frame.Type, frame.Flags);
        var reader = new PayloadReader(frame.Payload);
        bool isPeers = flags.HasFlag((FrameFlags)StreamFlags.OfCaller);
        ulong id = reader.ReadVarint();
        if (type is FrameType.End && !isPeers && !flags.HasFlag((FrameFlags)StreamFlags.Stop))
        {
            EndAnswer(id, flags, ref reader);
            return false;
        }

        IncomingReferences? references = type is FrameType.Item && flags.HasFlag(FrameFlags.References)
            ? ReceiveReferences(ref reader)
            : null;
        if (_streams.Find(!isPeers, id) is not { } streams)
        {
            references?.Dispose();
            return false;
        }

        switch (type)
        {
            case FrameType.Item when streams.Inbox is { } inbox:
                return inbox.Put(in frame, reader.Rest.Length, references);
            case FrameType.Item:
                references?.Dispose();
                break;
            case FrameType.Credit:
                int credit = reader.ReadInt32("A stream's credit");
                return streams.Outbox?.Add(credit) is true;
            case FrameType.End when flags.HasFlag((FrameFlags)StreamFlags.Stop):
                streams.Outbox?.Stop();
                break;
            case FrameType.End:
                streams.Inbox?.Complete();
                break;
        }

        return false;
    }

    /// <summary>Wakes who waits for what an ITEM or CREDIT brought, on the runner. Where the call is over, its end has.</summary>
    private void WakeStream(in Frame frame)
    {
        bool isPeers = frame.Flags.HasFlag((FrameFlags)StreamFlags.OfCaller);
        CallStreams? streams = _streams.Find(!isPeers, new PayloadReader(frame.Payload).ReadVarint());
        if (frame.Type is FrameType.Item) streams?.Inbox?.Wake();
        else streams?.Outbox?.Wake();
    }

    /// <summary>
    /// The peer has answered a call of ours with all its items. That frees the id, even where this side has ended the call:
    /// the CANCEL that it sent then crossed this END, and is answered by nothing else.
    /// </summary>
    private void EndAnswer(ulong id, FrameFlags flags, ref PayloadReader reader)
    {
        Metadata? metadata = flags.HasFlag(FrameFlags.Metadata)
            ? reader.ReadMetadata(Options.Limits.MaxMetadataSize)
            : null;
        if (_pending.Take(id, out _) is not { } call) return;
        // Who listens for metadata is user code, and this is the reader's thread.
        if (metadata is null && call.EndsOnReader) call.Complete([], null, null);
        else ThreadPool.UnsafeQueueUserWorkItem(static end => end.call.Complete([], null, end.metadata), (call, metadata), preferLocal: false);
    }

    /// <summary>
    /// Makes room for the items that follow a request, on the reader, since they may overtake the handling of the request.
    /// </summary>
    private void ExpectItems(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        ulong id = reader.ReadVarint();
        if (id == 0) throw new ProtocolException("A call with items has an id.");
        var streams = new CallStreams(id, isCaller: false) { Inbox = new StreamInbox(Options.Limits.StreamWindow) };
        _streams.TryAdd(streams, Options.Limits.MaxStreams);
    }

    /// <summary>Makes room for a stream as the answer to a call that is served; its items may have room already.</summary>
    internal CallStreams OpenAnswer(IncomingCall call)
    {
        CallStreams? streams = _streams.Find(isCaller: false, call.Id);
        if (streams is null) _streams.TryAdd(streams = new CallStreams(call.Id, isCaller: false), int.MaxValue);
        streams.Outbox = new StreamOutbox(_peer!.StreamWindow);
        // Whoever answered the call meanwhile did not find them; either they see this or this sees them.
        Interlocked.MemoryBarrier();
        if (call.IsAnswered)
        {
            _streams.Remove(isCaller: false, call.Id);
            streams.End();
        }

        return streams;
    }
}
