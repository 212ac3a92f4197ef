using System.Security.Claims;
using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Records;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>A connection that is served: records in, each call on its own, replies as they come.</summary>
internal sealed class StreamSession : CallSource, IDisposable
{
    private readonly TransportConnection _transport;
    private readonly OncRpcServerOptions _options;
    private readonly RecordReader _reader;
    private readonly RecordSender _sender;
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _gone = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _usedAt;
    private volatile bool _isDraining;
    private int _running = 1; // the reader counts as one

    public StreamSession(ServerCore server, TransportConnection transport) : base(server)
    {
        _transport = transport;
        _options = server.Options;
        _reader = new RecordReader(transport, _options.Limits, _options.Time);
        _sender = new RecordSender(transport, _options.Limits.MaxQueuedBytes, _options.Time, _ => Abort());
        _room = new SemaphoreSlim(_options.Limits.MaxConcurrentCalls);
        _usedAt = _options.Time.GetTimestamp();
        Cancellation = _gone.Token;
    }

    public override CancellationToken Cancellation { get; }

    public override ClaimsPrincipal? Principal => _transport.Principal;

    public override int MaxMessageSize => _options.Limits.MaxMessageSize;

    /// <summary>Serves until the client is done, or breaks a rule.</summary>
    public async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (_transport.Refusal is null) await ReadAsync().ConfigureAwait(false);
            // A client that has finished may still wait for replies.
            Leave();
            await _idle.Task.ConfigureAwait(false);
            await _sender.WhenSentAsync().ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // The connection is lost, or the client went beyond a limit; there is no message to say so with.
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        finally
        {
            Abort();
        }
    }

    public void Dispose()
    {
        Abort();
        _reader.Dispose();
        _sender.Dispose();
    }

    /// <summary>Ends it where its client takes too long, or asks nothing.</summary>
    public void Check()
    {
        TimeSpan limit = _options.Limits.MessageTimeout;
        if (_reader.Unfinished > limit || _sender.Stuck > limit || IsUnused()) Abort();
    }

    /// <summary>Takes no more calls, and gives those that run the time that is left.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        _isDraining = true;
        if (Volatile.Read(ref _running) > 1)
            await Task.WhenAny(_quiet.Task, Task.Delay(limit, _options.Time)).ConfigureAwait(false);
        await Task.WhenAny(_sender.WhenSentAsync(), Task.Delay(limit, _options.Time)).ConfigureAwait(false);
        Abort();
    }

    public override void Reply(ServedCall call, ByteWriter reply, bool isKept) => _sender.Send(reply);

    public override void Ended(ServedCall call)
    {
        _room.Release();
        Volatile.Write(ref _usedAt, _options.Time.GetTimestamp());
        Leave();
    }

    private async Task ReadAsync()
    {
        while (await _reader.ReadAsync().ConfigureAwait(false) is { } record)
        {
            // A client that does not take its replies, or has many calls running, is not read meanwhile.
            await _sender.WhenRoomAsync().ConfigureAwait(false);
            await _room.WaitAsync(Cancellation).ConfigureAwait(false);
            if (_isDraining)
            {
                record.Dispose();
                return;
            }

            Interlocked.Increment(ref _running);
            ThreadPool.UnsafeQueueUserWorkItem(new ServedCall(this, record, _transport.RemoteName), preferLocal: false);
        }
    }

    private bool IsUnused() =>
        Volatile.Read(ref _running) == 1
        && _options.IdleTimeout > TimeSpan.Zero
        && _options.Time.GetElapsedTime(Volatile.Read(ref _usedAt)) > _options.IdleTimeout;

    private void Leave()
    {
        int running = Interlocked.Decrement(ref _running);
        if (running == 0) _idle.TrySetResult();
        if (running <= 1 && _isDraining) _quiet.TrySetResult();
    }

    private void Abort()
    {
        _transport.Abort();
        _sender.Close();
        _idle.TrySetResult();
        _gone.Stop();
    }
}
