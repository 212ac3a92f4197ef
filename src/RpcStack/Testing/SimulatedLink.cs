using RpcStack.Testing.Internal;
using RpcStack.Transports;

namespace RpcStack.Testing;

/// <summary>
/// A transport decorator for tests: a link that is slow, narrow, or broken, as the test wants it. Bytes are delayed or lost with
/// their connection; none is ever doubled, changed, or overtaken.
/// </summary>
/// <remarks>
/// It delays both directions, so one side, usually the client's, has it. What is under way when its own side aborts is
/// lost. Time is the clock's: with a <see cref="ManualClock"/> nothing arrives until the test moves it.
/// </remarks>
/// <example><code>
/// var clock = new ManualClock();
/// using var link = new SimulatedLink(Transport.Tcp, new LinkProfile { Latency = TimeSpan.FromMilliseconds(50) }, clock);
/// await using var client = new RpcClient(endpoint, new() { Time = clock, Transport = new() { Override = link } });
/// </code></example>
public sealed class SimulatedLink : Transport, IDisposable
{
    private readonly Transport _inner;
    private readonly Lock _gate = new();
    private readonly HashSet<SimulatedConnection> _connections = [];
    private TaskCompletionSource _healed = new();
    private LinkProfile _profile;
    private int _made;

    /// <summary>Puts a link in front of a transport.</summary>
    /// <param name="inner">The transport that really carries the bytes.</param>
    /// <param name="profile">How it carries them; null: at once.</param>
    /// <param name="time">The clock to delay by; null: the system's.</param>
    public SimulatedLink(Transport inner, LinkProfile? profile = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _profile = profile ?? new();
        Time = time ?? TimeProvider.System;
        _healed.SetResult();
    }

    /// <inheritdoc/>
    public override string Scheme => _inner.Scheme;

    /// <summary>How bytes that are sent from now on are carried.</summary>
    public LinkProfile Profile
    {
        get => Volatile.Read(ref _profile);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref _profile, value);
        }
    }

    /// <summary>How many connections go through it.</summary>
    public int Connections => Snapshot().Length;

    /// <summary>Octets on their way from this side.</summary>
    public long BytesOutgoing => Snapshot().Sum(c => c.Outgoing.InFlight);

    /// <summary>Octets on their way to this side, those included that have arrived and were not received yet.</summary>
    public long BytesIncoming => Snapshot().Sum(c => c.Incoming.InFlight);

    internal TimeProvider Time { get; }

    /// <summary>
    /// Whether the link swallows everything. New connections wait; those there were stay swallowed after it heals, since
    /// a stream with a gap could not go on.
    /// </summary>
    public bool IsSilent => !Volatile.Read(ref _healed).Task.IsCompleted;

    /// <inheritdoc/>
    public override async ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        await Volatile.Read(ref _healed).Task.WaitAsync(cancel).ConfigureAwait(false);
        if (Profile.ConnectTime > TimeSpan.Zero)
            await Task.Delay(Profile.ConnectTime, Time, cancel).ConfigureAwait(false);
        return Add(await _inner.ConnectAsync(endpoint, cancel).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public override async ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel) =>
        new SimulatedListener(await _inner.ListenAsync(endpoint, cancel).ConfigureAwait(false), Add);

    /// <summary>Resets every connection, as a machine does that has restarted. New ones can be made.</summary>
    public void Cut()
    {
        foreach (SimulatedConnection connection in Snapshot()) connection.Cut();
    }

    /// <summary>
    /// From now on everything is lost, in both directions, and neither side is told: half-open connections. New ones wait for
    /// <see cref="Heal"/>.
    /// </summary>
    public void FallSilent()
    {
        lock (_gate)
        {
            if (IsSilent) return;
            Volatile.Write(ref _healed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        foreach (SimulatedConnection connection in Snapshot()) connection.FallSilent();
    }

    /// <summary>New connections are carried again after <see cref="FallSilent"/>.</summary>
    public void Heal() => Volatile.Read(ref _healed).TrySetResult();

    /// <summary>This side takes nothing more from the transport below, until the peer's sends wait.</summary>
    public void StopReading()
    {
        foreach (SimulatedConnection connection in Snapshot()) connection.StopReading();
    }

    /// <summary>This side reads on after <see cref="StopReading"/>.</summary>
    public void ResumeReading()
    {
        foreach (SimulatedConnection connection in Snapshot()) connection.ResumeReading();
    }

    /// <summary>Resets what goes through it, and what its peers still believe to.</summary>
    public void Dispose()
    {
        Heal();
        Cut();
    }

    internal void Remove(SimulatedConnection connection)
    {
        lock (_gate) _connections.Remove(connection);
    }

    private SimulatedConnection Add(TransportConnection inner)
    {
        lock (_gate)
        {
            var connection = new SimulatedConnection(this, inner, _made++);
            _connections.Add(connection);
            if (IsSilent) connection.FallSilent();
            connection.Start();
            return connection;
        }
    }

    private SimulatedConnection[] Snapshot()
    {
        lock (_gate) return [.. _connections];
    }
}
