using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Streams;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// A call of ours with a stream, one way or both. It ends with one response, or with the end of the items that come; an
/// error reaches whoever awaits either.
/// </summary>
internal sealed class StreamCall<TRequest, TResponse> : RequestCall<TRequest, TResponse>, IDisposable
{
    private readonly TaskCompletionSource<TResponse> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly long _begun;
    private int _isOver;

    public StreamCall(
        RpcConnection connection,
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        _begun = connection.Now;
        Connection = connection;
        Operation = operation;
        Target = target;
        Request = request;
        Options = options;
        Cancel = cancel;
        Chain = NextChain(CallContext.Current);
        if (operation.Kind is not OperationKind.ClientStream) Inbox = new StreamInbox(connection.Options.Limits.StreamWindow);
        // What is called while serving has what that call has left, and nothing relaxes it.
        TimeSpan? served = CallContext.Current?.TimeLeft;
        IsDeadlineOfFirstItem =
            served is null && options.Deadline is null && operation.Kind is not OperationKind.ClientStream;
        TimeSpan? time = served is not null && options.Deadline is null ? served : connection.DeadlineOf(options);
        Deadline = CallTime.After(_begun, time);
        // Where nobody awaits the response, its error has reached whoever reads the items.
        _ = _response.Task.ContinueWith(
            static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _registration = cancel.UnsafeRegister(
            static (call, _) => ((StreamCall<TRequest, TResponse>)call!).GiveUp(), this);
    }

    /// <summary>The items that come, or null where none do.</summary>
    public StreamInbox? Inbox { get; }

    /// <summary>Its streams, once it has an id.</summary>
    public CallStreams? Streams { get; private set; }

    public override bool HasItems => Operation.Kind is OperationKind.ClientStream or OperationKind.Duplex;

    public override bool IsDeadlineOfFirstItem { get; }

    public override bool EndsOnReader => Operation.Kind is not OperationKind.ClientStream;

    /// <summary>The one response of an operation that answers with one.</summary>
    public Task<TResponse> Response => _response.Task;

    /// <summary>Cancelled when the call is over, so that whoever sends its items stops.</summary>
    public CancellationToken Over => _over.Token;

    public override void Open(ulong id)
    {
        if (Streams is { } before) Connection.CloseStreams(before.Id);
        Streams = Connection.OpenStreams(id, Inbox, HasItems);
        // Whoever ended the call meanwhile did not find them.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isOver) != 0) Connection.CloseStreams(id);
    }

    /// <summary>The first item has come.</summary>
    public void Relax()
    {
        if (IsDeadlineOfFirstItem) Deadline = long.MaxValue;
    }

    /// <summary>This side wants no more of it; harmless where it has ended.</summary>
    public void GiveUp()
    {
        Connection.TryCancel(this, Id);
        EndCancelled();
    }

    public override void EndCancelled() =>
        Fail(new OperationCanceledException($"{Name}: cancelled by the caller.", Cancel));

    public override void Complete(ReadOnlySpan<byte> body, IncomingReferences? references, Metadata? metadata)
    {
        try
        {
            if (metadata is not null) Options.OnResponseMetadata?.Invoke(metadata);
            if (Operation.Kind is OperationKind.ClientStream)
            {
                TResponse response = Connection.Format.Decode(
                    body, Operation.Response, Connection.Options.Limits.Marshalling, references);
                if (_response.TrySetResult(response)) references?.Keep();
            }

            End(null);
        }
        catch (Exception error)
        {
            Fail(Problem(RpcStatus.Internal, $"the response cannot be read: {error.Message}", RpcPhase.Marshal, true, error));
        }
    }

    public override void Fail(Exception error) => End(error);

    public override void Expire(long now)
    {
        // The peer may just have sent its first item, and thinks that it has all the time there is.
        Connection.SendCancel(Id);
        Fail(Problem(
            RpcStatus.DeadlineExceeded, $"its deadline passed after {now - _begun} ms", RpcPhase.Dispatch, started: true));
    }

    public void Dispose()
    {
        _registration.Dispose();
        GiveUp();
    }

    private void End(Exception? error)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0) return;
        if (Streams is { } streams) Connection.CloseStreams(streams.Id);
        Inbox?.Complete(error, discards: error is OperationCanceledException);
        if (error is not null) _response.TrySetException(error);
        // Whoever sends the items is user code, which does not run on the reader's or the heartbeat's thread.
        ThreadPool.UnsafeQueueUserWorkItem(static over => over.Cancel(), _over, preferLocal: false);
    }
}
