using System.Security.Claims;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Streams;

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
    private readonly bool _isDeadlineOfFirstItem;
    private readonly long _receivedAt;
    private readonly long _startedAt;
    private CallChain? _chain;
    private CallStreams? _streams;
    private int _isAnswered;

    public IncomingCall(
        RpcConnection connection, Operation operation, in RequestHeader header, ulong number, long receivedAt, long startedAt)
    {
        _connection = connection;
        _metadata = header.Metadata;
        _chain = header.Chain;
        _isDeadlineOfFirstItem = header.IsDeadlineOfFirstItem;
        _receivedAt = receivedAt;
        _startedAt = startedAt;
        Operation = operation;
        Key = header.CallId != 0 ? header.CallId : RequestHeader.MaxCallId + number;
        Deadline = header.Deadline is { } left ? receivedAt + left : long.MaxValue;
    }

    /// <summary>The caller's id; 0 where it wants no answer.</summary>
    public ulong Id => Key <= RequestHeader.MaxCallId ? Key : 0;

    /// <summary>What it is found by while it runs: its id, or, where it has none, a number that no id can be.</summary>
    public ulong Key { get; }

    /// <summary>When it expires, on the connection's clock.</summary>
    public long Deadline { get; private set; }

    public WireFormat Format => _connection.Format;

    public MarshallingLimits Limits => _connection.Options.Limits.Marshalling;

    public override Operation Operation { get; }

    public override string Peer => _connection.RemoteName;

    public override ClaimsPrincipal? Principal => _connection.Principal;

    public override bool IsLocal => _connection.IsLocal;

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

    public override CancellationToken Draining => _connection.Draining;

    /// <summary>The references that came with the request, or null.</summary>
    public IncomingReferences? References { get; set; }

    /// <summary>Whether its handler was called, as whoever runs it can tell.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Whether somebody has claimed the answer.</summary>
    public bool IsAnswered => Volatile.Read(ref _isAnswered) != 0;

    /// <summary>Makes it the current call on this thread, for its handler, until what it gives is disposed of.</summary>
    public AmbientScope Enter()
    {
        IsStarted = true;
        var scope = AmbientScope.Begin();
        Enter(this);
        return scope;
    }

    /// <summary>Claims the answer; false where it has been given.</summary>
    public bool TryAnswer() => Interlocked.Exchange(ref _isAnswered, 1) == 0;

    /// <summary>The handler has ended; whether it is the one to answer.</summary>
    private bool TryEnd()
    {
        if (TryAnswer()) return true;
        _connection.HandlerEnded(this);
        return false;
    }

    /// <summary>The handler returned.</summary>
    public void Respond<TRequest, TResponse>(Operation<TRequest, TResponse> operation, TResponse response)
    {
        if (!TryEnd()) return;
        try
        {
            _connection.Respond(this, operation.Response, response);
        }
        finally
        {
            Recycle();
        }
    }

    /// <summary>The handler threw, or the request could not be read.</summary>
    public void Fail(Exception error, RpcPhase phase)
    {
        References?.Dispose();
        if (!TryEnd()) return;
        try
        {
            _connection.Fault(this, error, phase, started: phase is RpcPhase.Handler, AddedMetadata);
        }
        finally
        {
            Recycle();
        }
    }

    /// <summary>Decodes the request, or ends the call.</summary>
    public bool TryDecode<T>(ReadOnlySpan<byte> body, Marshaller<T> marshaller, out T request)
    {
        try
        {
            request = Format.Decode(body, marshaller, Limits, References);
            References?.Keep();
            return true;
        }
        catch (Exception error)
        {
            // A message's constructor is user code and may throw anything.
            request = default!;
            Fail(error, RpcPhase.Marshal);
            return false;
        }
    }

    /// <summary>The items that follow the request; to be read once.</summary>
    public IAsyncEnumerable<T> ReadItems<T>(Marshaller<T> marshaller) =>
        _connection.ReadItemsAsync(this, _connection.StreamsOf(this), marshaller);

    /// <summary>Sends an item of the answer, when the caller has room; false where nobody wants it any more.</summary>
    public ValueTask<bool> SendItemAsync<T>(Marshaller<T> marshaller, T item)
    {
        if (_isDeadlineOfFirstItem) Deadline = long.MaxValue;
        return _connection.SendItemAsync(_streams!, marshaller, item);
    }

    /// <summary>The answer is a stream.</summary>
    public void OpenAnswer() => _streams = _connection.OpenAnswer(this);

    /// <summary>The handler has no more items.</summary>
    public void EndStream()
    {
        if (!TryEnd()) return;
        try
        {
            _connection.EndAnswer(this);
        }
        finally
        {
            Recycle();
        }
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
