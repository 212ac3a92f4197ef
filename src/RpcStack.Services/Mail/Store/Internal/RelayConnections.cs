using System.Collections.Concurrent;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Mail.Store;

/// <summary>
/// Connections to other servers that have just been used and may soon be again: a queue full of mail for one host goes over
/// as many connections as there are deliveries at a time, not one for each message.
/// </summary>
internal sealed class RelayConnections(Func<Exchanger, SmtpClientOptions> settings) : IAsyncDisposable
{
    // Servers keep a place for each; they are not to wait long for nothing.
    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(1);

    private const int MaxIdleConnections = 32;

    // Some servers take only so many messages over one.
    private const int MaxMessages = 50;

    private readonly ConcurrentDictionary<Relay, Exchanger> _idle = new();
    private int _isDisposed;

    /// <summary>Takes a connection that is idle, or a new one.</summary>
    public Relay Take(Exchanger server)
    {
        foreach ((Relay relay, Exchanger to) in _idle)
        {
            if (to == server && _idle.TryRemove(relay, out _)) return relay;
        }

        return new Relay(new SmtpClient(server.Host, server.Hop.Port, settings(server)));
    }

    /// <summary>Keeps a connection for the next message, or closes it.</summary>
    public async ValueTask GiveBackAsync(Relay relay, Exchanger server)
    {
        bool isKept = relay.Client.Features is not null && ++relay.Messages < MaxMessages
            && _idle.Count < MaxIdleConnections && Volatile.Read(ref _isDisposed) == 0;
        if (isKept && _idle.TryAdd(relay, server)) _ = CloseLaterAsync(relay, relay.Messages);
        else await relay.Client.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDisposed, 1);
        await Task.WhenAll(_idle.Keys.Where(relay => _idle.TryRemove(relay, out _))
            .Select(relay => relay.Client.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private async Task CloseLaterAsync(Relay relay, int messages)
    {
        await Task.Delay(MaxIdle).ConfigureAwait(false);
        if (relay.Messages == messages && _idle.TryRemove(relay, out _))
            await relay.Client.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A connection, and how many messages have gone over it.</summary>
    internal sealed class Relay(SmtpClient client)
    {
        public SmtpClient Client { get; } = client;

        public int Messages { get; set; }
    }
}
