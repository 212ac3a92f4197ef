using System.Security.Claims;
using RpcStack.Transports;

namespace RpcStack.Testing.Internal;

/// <summary>A connection through a link: a line each way, and a pump between each line and the real connection.</summary>
internal sealed class SimulatedConnection : TransportConnection
{
    private readonly SimulatedLink _link;
    private readonly TransportConnection _inner;
    private readonly CancellationTokenSource _ended = new();
    private volatile TaskCompletionSource _reads = new();
    private Task _pumping = Task.CompletedTask;
    private volatile bool _isSilent;

    public SimulatedConnection(SimulatedLink link, TransportConnection inner, int number)
    {
        _link = link;
        _inner = inner;
        _reads.SetResult();
        // Each line has chances of its own, and the same ones whenever the test runs.
        int seed = unchecked((link.Profile.Seed * 10_007) + (number * 2));
        Outgoing = new DelayLine(() => link.Profile, link.Time, seed);
        Incoming = new DelayLine(() => link.Profile, link.Time, seed + 1);
    }

    public DelayLine Outgoing { get; }

    public DelayLine Incoming { get; }

    public override string LocalName => _inner.LocalName;

    public override string RemoteName => _inner.RemoteName;

    public override TransportStatistics? Statistics => _inner.Statistics;

    public override ClaimsPrincipal? Principal => _inner.Principal;

    public override bool IsLocal => _inner.IsLocal;

    public void Start()
    {
        using (ExecutionContext.SuppressFlow()) _pumping = Task.WhenAll(Task.Run(PumpOutAsync), Task.Run(PumpInAsync));
    }

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel) =>
        Incoming.PullAsync(buffer, cancel);

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        Outgoing.PushAsync(bytes, cancel);

    public override void FinishSending() => Outgoing.PushEnd();

    public override void Abort()
    {
        Fail("the connection was closed on this side");
        // A peer behind a silent link hears nothing, not even this; its end is kept until the link is disposed.
        if (!_isSilent) EndInner();
    }

    public void Cut()
    {
        Fail("the connection was reset");
        EndInner();
    }

    public void FallSilent()
    {
        _isSilent = true;
        Outgoing.FallSilent();
        Incoming.FallSilent();
    }

    public void StopReading()
    {
        if (_reads.Task.IsCompleted) _reads = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void ResumeReading() => _reads.TrySetResult();

    public override async ValueTask DisposeAsync()
    {
        Abort();
        Outgoing.Dispose();
        Incoming.Dispose();
        if (_isSilent) return;
        await _pumping.ConfigureAwait(false);
        await _inner.DisposeAsync().ConfigureAwait(false);
    }

    private void Fail(string reason)
    {
        Outgoing.Fail(new RpcException(RpcStatus.Unavailable, $"{RemoteName}: {reason}.", RpcPhase.Dispatch));
        Incoming.Fail(new RpcException(RpcStatus.Unavailable, $"{RemoteName}: {reason}.", RpcPhase.Dispatch));
    }

    private void EndInner()
    {
        _link.Remove(this);
        _ended.Cancel();
        _inner.Abort();
    }

    private async Task PumpOutAsync()
    {
        byte[] buffer = new byte[64 << 10];
        try
        {
            while (true)
            {
                int count = await Outgoing.PullAsync(buffer, _ended.Token).ConfigureAwait(false);
                if (count == 0) break;
                await _inner.SendAsync(buffer.AsMemory(0, count), _ended.Token).ConfigureAwait(false);
            }

            _inner.FinishSending();
        }
        catch (Exception error)
        {
            // The one who sends finds out with the next send; what comes in has its own fate.
            if (!_isSilent) Outgoing.Fail(error);
        }
    }

    private async Task PumpInAsync()
    {
        byte[] buffer = new byte[64 << 10];
        try
        {
            while (true)
            {
                int count = await _inner.ReceiveAsync(buffer, _ended.Token).ConfigureAwait(false);
                // Only now, since a receive is under way most of the time, and what it gets is not to arrive either.
                await _reads.Task.WaitAsync(_ended.Token).ConfigureAwait(false);
                if (count == 0) break;
                await Incoming.PushAsync(buffer.AsMemory(0, count), _ended.Token).ConfigureAwait(false);
            }

            Incoming.PushEnd();
        }
        catch (Exception error)
        {
            Incoming.PushEnd(error);
        }
    }
}
