using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>
/// A call that this side serves. Two things happen to it, in either order: it is answered, by its handler or by whatever
/// comes first (a CANCEL, its deadline, the end of the connection), and its handler ends.
/// </summary>
internal sealed class IncomingCall : CallContext
{
    private static readonly Pool<CancellationTokenSource> Sources = new(static () => new());
    private static readonly Metadata NoMetadata = [];

    private readonly RpcConnection _connection;
    private readonly CancellationTokenSource _cancellation = Sources.Rent();
    private readonly Metadata? _metadata;
    private readonly long _receivedAt;
    private readonly long _startedAt;
    private CallChain? _chain;
    private int _isAnswered;

    public IncomingCall(
        RpcConnection connection, Operation operation, in RequestHeader header, ulong number, long receivedAt)
    {
        _connection = connection;
        _metadata = header.Metadata;
        _chain = header.Chain;
        _receivedAt = receivedAt;
        _startedAt = connection.Now;
        Operation = operation;
        Key = header.CallId != 0 ? header.CallId : RequestHeader.MaxCallId + number;
        Deadline = header.Deadline is { } left ? receivedAt + left : long.MaxValue;
    }

    /// <summary>The caller's id; 0 where it wants no answer.</summary>
    public ulong Id => Key <= RequestHeader.MaxCallId ? Key : 0;

    /// <summary>What it is found by while it runs: its id, or, where it has none, a number that no id can be.</summary>
    public ulong Key { get; }

    /// <summary>When it expires, on the connection's clock.</summary>
    public long Deadline { get; }

    public WireFormat Format => _connection.Format;

    public MarshallingLimits Limits => _connection.Options.Limits.Marshalling;

    public override Operation Operation { get; }

    public override string Peer => _connection.RemoteName;

    public override RpcChannel Channel => _connection;

    public override Metadata Metadata => _metadata ?? NoMetadata;

    // Most calls are asked for no chain, so an id is made when one is.
    public override CallChain Chain =>
        _chain ??= new CallChain((ulong)Random.Shared.NextInt64(), 1);

    public override TimeSpan? TimeLeft => Deadline == long.MaxValue
        ? null
        : TimeSpan.FromMilliseconds(Math.Max(0, Deadline - _connection.Now));

    public override CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Metadata for the answer, or null.</summary>
    public Metadata? Trailer => AddedMetadata;

    /// <summary>Makes it the current call on this thread.</summary>
    public void Enter() => Enter(this);

    /// <summary>Makes no call the current one.</summary>
    public static void Leave() => Enter(null);

    /// <summary>Claims the answer; false where it has been given.</summary>
    public bool TryAnswer() => Interlocked.Exchange(ref _isAnswered, 1) == 0;

    /// <summary>The handler returned.</summary>
    public void Respond<TRequest, TResponse>(Operation<TRequest, TResponse> operation, TResponse response)
    {
        if (!TryAnswer())
        {
            _connection.HandlerEnded(this);
            return;
        }

        _connection.Respond(this, operation.Response, response);
        Recycle();
    }

    /// <summary>The handler threw, or the request could not be read.</summary>
    public void Fail(Exception error, RpcPhase phase)
    {
        if (!TryAnswer())
        {
            _connection.HandlerEnded(this);
            return;
        }

        _connection.Fault(this, error, phase);
        Recycle();
    }

    /// <summary>Tells the handler to stop; the answer has been claimed before.</summary>
    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // What a handler registered with its token failed. The call is answered, so there is nobody to tell.
        }
    }

    /// <summary>Where its time went.</summary>
    public string DescribeTime(long now) =>
        $"{_startedAt - _receivedAt} ms in the queue, {now - _startedAt} ms in its handler";

    private void Recycle()
    {
        // Nobody else answered, so nobody else cancels: the source is clean.
        if (_cancellation.TryReset()) Sources.Return(_cancellation);
        _connection.HandlerEnded(this);
    }
}
