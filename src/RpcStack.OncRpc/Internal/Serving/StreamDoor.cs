using System.Collections.Concurrent;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>Accepts connections, and looks after them.</summary>
internal sealed class StreamDoor : IServerDoor
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly ServerCore _server;
    private readonly TransportListener _listener;
    private readonly ConcurrentDictionary<StreamSession, byte> _sessions = new();
    private readonly ITimer _rounds;
    private readonly Task _accepting;

    private StreamDoor(ServerCore server, TransportListener listener)
    {
        _server = server;
        _listener = listener;
        Endpoint = new OncRpcEndpoint(listener.Endpoint);
        _rounds = server.Options.Time.CreateTimer(_ => Check(), null, Round, Round);
        _accepting = AcceptAsync();
    }

    public OncRpcEndpoint Endpoint { get; }

    public static async ValueTask<IServerDoor> OpenAsync(ServerCore server, OncRpcEndpoint endpoint, CancellationToken cancel)
    {
        var transport = Transport.For(endpoint.Address, server.Options.Transport);
        return new StreamDoor(server, await transport.ListenAsync(endpoint.Address, cancel).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        TimeSpan limit = _server.Options.DrainTimeout;
        await Task.WhenAll(_sessions.Keys.Select(session => session.DrainAsync(limit))).ConfigureAwait(false);
        await _rounds.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TransportConnection? transport;
            try
            {
                transport = await _listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (RpcException)
            {
                // What one accept fails with says nothing of the next; without a pause it might be all there is.
                await Task.Delay(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
                continue;
            }

            if (transport is null) return;
            if (_sessions.Count >= _server.Options.MaxConnections) transport.Abort();
            else _ = ServeAsync(new StreamSession(_server, transport));
        }
    }

    private async Task ServeAsync(StreamSession session)
    {
        _sessions.TryAdd(session, 0);
        using (session) await session.RunAsync().ConfigureAwait(false);
        _sessions.TryRemove(session, out _);
    }

    private void Check()
    {
        foreach (StreamSession session in _sessions.Keys) session.Check();
    }
}
