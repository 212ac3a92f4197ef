using System.Threading.Tasks.Sources;

namespace RpcStack.Protocol.Internal.Streams;

/// <summary>
/// The one who waits for a stream to go on. Its owner's lock guards it, but for <see cref="Set"/>, which whoever has claimed
/// it calls after.
/// </summary>
internal sealed class StreamWaiter : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private bool _isWaiting;
    private bool _isRaised;

    /// <summary>Begins to wait.</summary>
    public ValueTask<bool> Wait()
    {
        _core.Reset();
        _isWaiting = true;
        return new(this, _core.Version);
    }

    /// <summary>Whether somebody waits, who is to be woken by <see cref="TryAnswer"/> before long, or by an end that comes first.</summary>
    public bool TryRaise()
    {
        if (!_isWaiting) return false;
        _isWaiting = false;
        return _isRaised = true;
    }

    /// <summary>Claims who was to be woken; false where an end came first.</summary>
    public bool TryAnswer()
    {
        if (!_isRaised) return false;
        _isRaised = false;
        return true;
    }

    /// <summary>Claims whoever waits, woken or not.</summary>
    public bool TryClaim()
    {
        if (!_isWaiting && !_isRaised) return false;
        _isWaiting = _isRaised = false;
        return true;
    }

    /// <summary>Wakes who was claimed: in place, on a thread that may run user code, or on another.</summary>
    public void Set(bool result, Exception? error = null, bool inPlace = false)
    {
        _core.RunContinuationsAsynchronously = !inPlace;
        if (error is null) _core.SetResult(result);
        else _core.SetException(error);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
