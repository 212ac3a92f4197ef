using System.Buffers;
using System.IO.Pipelines;

namespace RpcStack.Transports.Memory;

/// <summary>One end of two pipes. A pipe holds 64 KiB at most, so a reader that does not read stops the writer.</summary>
internal sealed class MemoryConnection : TransportConnection
{
    private readonly PipeReader _incoming;
    private readonly PipeWriter _outgoing;
    private readonly CancellationTokenSource _aborted;

    private MemoryConnection(
        string local, string remote, PipeReader incoming, PipeWriter outgoing, CancellationTokenSource aborted)
    {
        LocalName = local;
        RemoteName = remote;
        _incoming = incoming;
        _outgoing = outgoing;
        _aborted = aborted;
    }

    public override string LocalName { get; }

    public override string RemoteName { get; }

    public override bool IsLocal => true;

    public static (MemoryConnection Near, MemoryConnection Far) Pair(string near, string far)
    {
        var options = new PipeOptions(
            pauseWriterThreshold: 64 << 10, resumeWriterThreshold: 32 << 10, useSynchronizationContext: false);
        Pipe there = new(options), back = new(options);
        // One source for both ends: an end that aborts resets the other, as TCP does.
        var aborted = new CancellationTokenSource();
        return (new(near, far, back.Reader, there.Writer, aborted), new(far, near, there.Reader, back.Writer, aborted));
    }

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _aborted.Token);
        try
        {
            ReadResult read = await _incoming.ReadAsync(either.Token).ConfigureAwait(false);
            var count = (int)Math.Min(read.Buffer.Length, buffer.Length);
            ReadOnlySequence<byte> taken = read.Buffer.Slice(0, count);
            taken.CopyTo(buffer.Span);
            // From here on the pipe may use the sequence's memory again.
            _incoming.AdvanceTo(taken.End);
            return count;
        }
        catch (Exception error) when (IsLost(error, cancel))
        {
            throw Lost(error);
        }
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _aborted.Token);
        try
        {
            FlushResult flush = await _outgoing.WriteAsync(bytes, either.Token).ConfigureAwait(false);
            if (flush.IsCompleted) throw Lost(null);
        }
        catch (Exception error) when (IsLost(error, cancel))
        {
            throw Lost(error);
        }
    }

    public override void FinishSending() => _outgoing.Complete();

    public override void Abort() => _aborted.Cancel();

    public override ValueTask DisposeAsync()
    {
        _outgoing.Complete();
        _incoming.Complete();
        return default;
    }

    private static bool IsLost(Exception error, CancellationToken cancel) =>
        error is InvalidOperationException || (error is OperationCanceledException && !cancel.IsCancellationRequested);

    private RpcException Lost(Exception? cause) =>
        new(RpcStatus.Unavailable, $"{RemoteName}: the connection was closed.", RpcPhase.Dispatch, cause);
}
