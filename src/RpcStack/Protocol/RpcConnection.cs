using System.Security.Claims;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Serving;
using RpcStack.Transports;

namespace RpcStack.Protocol;

/// <summary>
/// The native protocol over one transport connection: many calls at a time, each way. As a channel it calls what the peer
/// serves; docs/wire-protocol.md describes every frame.
/// </summary>
/// <remarks>
/// Four parts share it: the reader (<c>RpcConnection.Reading</c>) cuts bytes into frames and never runs user code; the
/// runner handles frames; calling and serving are the two directions; the sender coalesces what they write.
/// </remarks>
public sealed partial class RpcConnection : RpcChannel
{
    /// <summary>How long a peer that broke the protocol has to read why the connection ends.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(200);

    private readonly TransportConnection _transport;
    private readonly FrameSender _sender;
    private readonly FrameRunner _runner;
    private readonly PendingCallTable _pending;
    private readonly Func<ByteWriter, bool> _send;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isServer;
    private readonly long _openedAt;
    private RpcException? _closeReason;
    private Hello? _peer;
    private Task _reading = Task.CompletedTask;
    private volatile bool _isResting;
    private int _isClosed;

    internal RpcConnection(
        TransportConnection transport, RpcConnectionOptions options, ServiceTable services, bool isServer)
    {
        _transport = transport;
        if (options.ReadSide is not ReadSide.Asynchronous) transport.Use(options.ReadSide);
        _services = services;
        _isServer = isServer;
        Options = options;
        Format = options.Format;
        _sender = new FrameSender(transport, options.Limits.MaxQueuedBytes, LoseSending, () => _runner!.Resume());
        _runner = new FrameRunner(Handle, _sender.Flush, () => _sender.IsFullOfAnswers, options.Limits.MaxQueuedBytes);
        _pending = new PendingCallTable(RpcLimits.Default.MaxConcurrentCalls);
        _send = Send;
        _openedAt = Now;
        _lease = LeaseOf(options);
        _life = new(options, _openedAt);
        _imports = new(this);
        Outermost = options.Intercept?.Invoke(this) ?? (RpcChannel)this;
    }

    /// <summary>This side's options.</summary>
    public RpcConnectionOptions Options { get; }

    /// <summary>This side, as messages name it.</summary>
    public string LocalName => _transport.LocalName;

    /// <summary>The peer, as messages name it.</summary>
    public string RemoteName => _transport.RemoteName;

    /// <summary>Who the peer proved to be, or null where it proved nothing.</summary>
    public ClaimsPrincipal? Principal => _transport.Principal;

    /// <summary>Whether the peer is on this machine.</summary>
    public bool IsLocal => _transport.IsLocal;

    /// <summary>The wire format: what the client asked for.</summary>
    public WireFormat Format { get; private set; }

    /// <summary>Completes when the connection is closed, whoever closed it. Never fails.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Why it was closed, by whichever side; null while it is not.</summary>
    public RpcException? CloseReason => Volatile.Read(ref _closeReason);

    /// <summary>Octets that went to the peer and came from it.</summary>
    public (long Sent, long Received) Traffic => (_sender.Sent, Interlocked.Read(ref _received));

    /// <summary>What the transport has moved, or null where it does not count.</summary>
    public TransportStatistics? Statistics => _transport.Statistics;

    internal override RpcChannel Outermost { get; }

    /// <summary>Milliseconds on the connection's clock.</summary>
    internal long Now => CallTime.Now(Options.Time);

    /// <summary>Closes it: calls that are running, in either direction, end with <see cref="RpcStatus.Unavailable"/>.</summary>
    public override async ValueTask DisposeAsync()
    {
        Close(new RpcException(
            RpcStatus.Unavailable, $"The connection to {RemoteName} was closed on this side.", RpcPhase.Dispatch));
        await Closed.ConfigureAwait(false);
    }

    internal void Start()
    {
        AppendHello();
        // The connection outlives whoever opens it, and takes nothing of its surroundings along.
        using (ExecutionContext.SuppressFlow()) _reading = ReadAsync();
        // A client's HELLO goes out with its first call.
        if (_isServer) _sender.Flush();
        Heartbeat.Add(this);
        // It may be over already, and then was not there to be removed.
        if (Volatile.Read(ref _isClosed) != 0) Heartbeat.Remove(this);
    }

    /// <summary>Instead of starting: says why the peer is not served, and nothing that it says is looked at.</summary>
    internal void Refuse(string reason)
    {
        AppendHello();
        Break(new ProtocolException(RpcStatus.Unauthenticated, reason));
    }

    /// <summary>The heartbeat's visit; whether nothing is going on, so that the next need not be soon.</summary>
    internal bool Tick()
    {
        try
        {
            _runner.Tick();
            long now = Now;
            if (now >= _pending.EarliestDeadline)
                foreach (PendingCall call in _pending.TakeExpired(now)) Try(() => call.Expire(now));
            ExpireIncoming(now);
            ReleaseAbandoned();
            if (_peer is null) AwaitHello(now);
            else Watch(now);
            // Whoever begins something now either finds that it rests, or is found here.
            _isResting = _peer is not null && _life.CanRest;
            Interlocked.MemoryBarrier();
            if (_runner.IsWorking || IsBusy()) _isResting = false;
        }
        catch (Exception error)
        {
            Lose(error);
        }

        return _isResting;
    }

    /// <summary>Whether the heartbeat need not come soon.</summary>
    internal bool IsResting => _isResting;

    /// <summary>Something is going on again, which a lock that was just left has published.</summary>
    private void Wake()
    {
        if (!_isResting) return;
        _isResting = false;
        Heartbeat.Wake(this);
    }

    private void AppendHello()
    {
        ByteWriter frame = ScratchWriter.Rent();
        byte[] token = _isServer ? Options.NewSessionToken() : [];
        RpcLimits limits = Options.Limits;
        new Hello(
            Format.Id,
            limits.MaxFrameSize,
            limits.MaxConcurrentCalls,
            limits.StreamWindow,
            BodyCompression.Feature,
            token,
            Options.Epoch)
        {
            Lease = LeaseOf(Options),
        }.Write(frame);
        _sender.Append(frame);
        ScratchWriter.Return(frame);
    }

    private void AwaitHello(long now)
    {
        // Our own goes out with the first call, or else now.
        _sender.Flush();
        if (now - _openedAt > Options.HelloTimeout.TotalMilliseconds)
            Break(new ProtocolException(RpcStatus.DeadlineExceeded, "The peer did not say HELLO in time."));
    }

    /// <summary>The peer broke the protocol: it is told why, as far as it reads, and the connection ends.</summary>
    private void Break(ProtocolException error)
    {
        SendGoAway(error.Status, error.Message);
        _ = _sender.FinishAsync();
        Close(new RpcException(
            error.Status, $"The connection to {RemoteName} ended: {error.Message}", RpcPhase.Dispatch, error));
    }

    /// <summary>The transport failed.</summary>
    private void Lose(Exception error) => Close(error as RpcException
        ?? new RpcException(RpcStatus.Unavailable, $"{RemoteName}: {error.Message}", RpcPhase.Dispatch, error));

    /// <summary>Sending failed; why it did may still be on its way to the reader, in a GOAWAY.</summary>
    private async void LoseSending(Exception error)
    {
        await Task.WhenAny(_reading, Task.Delay(Farewell)).ConfigureAwait(false);
        // What the reader ended with, a TLS alert perhaps, is why sending failed.
        Lose(_lost ?? error);
    }

    private void Close(RpcException reason)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        // The peer's own words, if it said any, explain best what follows.
        if (_goAway is { } words)
        {
            string message = $"{RemoteName} said goodbye: {words.Reason}";
            reason = new RpcException(words.Status, message, words.Phase, reason);
        }

        _closeReason = reason;
        Heartbeat.Remove(this);
        Announce(RpcConnectionState.Closed);
        ulong sent = Math.Min(_sender.Stop(), _goAway?.Accepted ?? ulong.MaxValue);
        foreach ((PendingCall call, ulong number) in _pending.Close(Lost(null, started: false)))
            Try(() => call.Fail(Lost(call, started: number != 0 && number <= sent)));
        _runner.Close();
        _streams.Close(reason);
        CancelIncoming();
        _exports.Clear(closes: true);
        _ = FinishClosingAsync();
    }

    /// <summary>Ending a call may post to its caller's synchronization context, which is user code and may throw.</summary>
    private static void Try(Action end)
    {
        try
        {
            end();
        }
        catch (Exception)
        {
            // That caller's context is gone. The other calls are not.
        }
    }

    private RpcException Lost(PendingCall? call, bool started)
    {
        RpcException reason = _closeReason ?? new RpcException(
            RpcStatus.Unavailable, $"The connection to {RemoteName} is ending.", RpcPhase.Dispatch);
        RpcPhase phase = reason.Phase is RpcPhase.Connect ? RpcPhase.Connect : RpcPhase.Dispatch;
        return call is null
            ? new RpcException(reason.Status, reason.Message, phase, reason)
            : new RpcException(reason.Status, $"{call.Name}: {reason.Message}", phase, reason)
            {
                CallId = (long)call.Id,
                // A connection that was refused, as TLS 1.3 may do a little late, has started nothing.
                Started = started && phase is not RpcPhase.Connect,
            };
    }

    /// <summary>Waits until the peer has taken the GOAWAY and closes; what it still sends is not looked at.</summary>
    private async Task SayGoodbyeAsync()
    {
        try
        {
            await _sender.FinishAsync().ConfigureAwait(false);
            await _reading.ConfigureAwait(false);
            byte[] ignored = new byte[512];
            while (await _transport.ReceiveAsync(ignored, CancellationToken.None).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (RpcException)
        {
            // It has closed in its own way.
        }
    }

    private async Task FinishClosingAsync()
    {
        // A reset right away would lose a GOAWAY that is still on its way.
        if (_closeReason!.InnerException is ProtocolException)
            await Task.WhenAny(SayGoodbyeAsync(), Task.Delay(Farewell)).ConfigureAwait(false);
        try
        {
            _sender.Close();
            _transport.Abort();
            await _reading.ConfigureAwait(false);
            await _transport.DisposeAsync().ConfigureAwait(false);
            _sender.Dispose();
        }
        finally
        {
            _closed.TrySetResult();
        }
    }
}
