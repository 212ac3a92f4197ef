using System.Runtime.CompilerServices;

namespace RpcStack.Hosting;

/// <summary>How this process's services fare: the application says, and whoever asks by <see cref="IHealth"/> learns.</summary>
public sealed class RpcHealth : IHealth
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSource();
    private bool _isStopped;

    /// <summary>Says how a service fares. Once the server stops nothing is served, whatever is said.</summary>
    /// <param name="service">The service's name; "" for the whole server.</param>
    /// <param name="status">How it fares.</param>
    public void Set(string service, ServingStatus status)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            _statuses[service] = _isStopped ? ServingStatus.NotServing : status;
            Announce();
        }
    }

    /// <inheritdoc/>
    public ValueTask<ServingStatus> CheckAsync(string service, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            return _statuses.TryGetValue(service, out ServingStatus status)
                ? new(status)
                : throw new RpcException(RpcStatus.NotFound, $"There is no service '{service}' here.", RpcPhase.Handler);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ServingStatus> WatchAsync(
        string service, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (ServingStatus? last = null; ;)
        {
            ServingStatus now;
            Task changed;
            bool isLast;
            lock (_gate)
            {
                isLast = _isStopped;
                now = _statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown);
                changed = _changed.Task;
            }

            if (now != last) yield return now;
            if (isLast) yield break;
            last = now;
            await changed.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>The server stops: nothing is served any more.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            foreach (string service in _statuses.Keys) _statuses[service] = ServingStatus.NotServing;
            Announce();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Announce()
    {
        _changed.SetResult();
        _changed = NewSource();
    }
}
