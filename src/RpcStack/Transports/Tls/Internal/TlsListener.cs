using System.Threading.Channels;

namespace RpcStack.Transports.Tls.Internal;

/// <summary>
/// Accepts from another listener as fast as it can, shakes hands with a bounded number of peers at a time, and hands out
/// those that succeed in the order in which they do. Who fails, or says nothing, takes a place until the time is over.
/// </summary>
internal sealed class TlsListener : TransportListener
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly TransportListener _inner;
    private readonly Func<TransportConnection, CancellationToken, ValueTask<TransportConnection>> _shakeHands;
    private readonly Channel<TransportConnection> _ready;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public TlsListener(
        TransportListener inner,
        TlsServerOptions options,
        Func<TransportConnection, CancellationToken, ValueTask<TransportConnection>> shakeHands)
    {
        _inner = inner;
        _shakeHands = shakeHands;
        _places = new SemaphoreSlim(options.MaxPendingHandshakes);
        _ready = Channel.CreateBounded<TransportConnection>(options.MaxPendingHandshakes);
        _accepting = AcceptAllAsync();
    }

    public override RpcEndpoint Endpoint => _inner.Endpoint;

    public override async ValueTask<TransportConnection?> AcceptAsync(CancellationToken cancel)
    {
        while (await _ready.Reader.WaitToReadAsync(cancel).ConfigureAwait(false))
            if (_ready.Reader.TryRead(out TransportConnection? connection)) return connection;
        return null;
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _inner.DisposeAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _ready.Writer.TryComplete();
        while (_ready.Reader.TryRead(out TransportConnection? connection))
            await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AcceptAllAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_stop.Token).ConfigureAwait(false);
                if (await _inner.AcceptAsync(_stop.Token).ConfigureAwait(false) is not { } connection) return;
                _ = ShakeHandsAsync(connection);
            }
            catch (RpcException)
            {
                // What one accept fails with says nothing of the next; without a pause it might be all there is.
                _places.Release();
                await Task.Delay(Pause).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ShakeHandsAsync(TransportConnection connection)
    {
        // The cryptography is not to hold up the next accept.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            TransportConnection secured = await _shakeHands(connection, _stop.Token).ConfigureAwait(false);
            if (!_ready.Writer.TryWrite(secured)) await HandOverAsync(secured).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The peer has been told what can be told; it is its failure, and nobody else's.
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task HandOverAsync(TransportConnection secured)
    {
        try
        {
            await _ready.Writer.WriteAsync(secured, _stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
