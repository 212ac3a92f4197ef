using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol;

/// <summary>Leasing: all that one side holds of the other's lives on one lease, which it renews.</summary>
public sealed partial class RpcConnection
{
    /// <summary>
    /// How long, in real milliseconds, a lease that is over may still be renewed: where this side itself was suspended for so
    /// long, what the peer said meanwhile has yet to be read.
    /// </summary>
    private const int Doubt = 500;

    private readonly int _lease;
    private long _leaseRenewedAt;
    private long _renewedAt = long.MinValue;
    private long? _overSince;
    private string? _revoked;

    /// <summary>When this side last told the peer that it still holds its references, or null.</summary>
    internal DateTimeOffset? RenewedAt { get; private set; }

    private DateTimeOffset ExportsEnd =>
        Options.Time.GetUtcNow() + TimeSpan.FromMilliseconds(Volatile.Read(ref _leaseRenewedAt) + _lease - Now);

    private DateTimeOffset ImportsEnd(Import import) =>
        (RenewedAt > import.Since ? RenewedAt.Value : import.Since) + TimeSpan.FromMilliseconds(_peer?.Lease ?? Hello.UsualLease);

    private static int LeaseOf(RpcConnectionOptions options) =>
        (int)Math.Clamp(options.Lease.TotalMilliseconds, 1, int.MaxValue);

    /// <summary>The heartbeat's visit, once a second at least.</summary>
    private void KeepLeases(long now)
    {
        if (_imports.Count > 0) RenewIfDue(now);
        // What the peer says may be among what this side is too busy to read.
        bool isOver = _exports.Count > 0 && now - Volatile.Read(ref _leaseRenewedAt) > _lease && !_isOverworked;
        if (!isOver) _overSince = null;
        else if ((_overSince ??= Environment.TickCount64) + Doubt <= Environment.TickCount64) Revoke(now);
    }

    /// <summary>The peer is about to hold its first reference, or has said that it still holds what it does.</summary>
    private void BeginLease() => Volatile.Write(ref _leaseRenewedAt, Now);

    private void RenewIfDue(long now)
    {
        if (_renewedAt != long.MinValue && now - _renewedAt < _peer!.Lease / 2) return;
        _renewedAt = now;
        RenewedAt = Options.Time.GetUtcNow();
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Renew);
        _sender.Append(frame);
        _sender.Flush();
        ScratchWriter.Return(frame);
    }

    private void Revoke(long now)
    {
        double seconds = (now - _leaseRenewedAt) / 1000.0;
        int count = _exports.Clear(closes: false);
        RevokePromises();
        _revoked = $"the lease on {count} references ran out, which was last renewed {seconds:0.###} s before";
    }
}
