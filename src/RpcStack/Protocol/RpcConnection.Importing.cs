using System.Collections.Concurrent;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol;

/// <summary>Importing: the peer's objects that this side holds references to.</summary>
public sealed partial class RpcConnection
{
    /// <summary>How many references one RELEASE gives back; the rest go in another.</summary>
    private const int ReleaseBatch = 1024;

    private readonly ImportTable _imports;
    private readonly ConcurrentQueue<Import> _abandoned = new();

    /// <summary>The references of a frame, which are accounted for from here on.</summary>
    private IncomingReferences? ReceiveReferences(ref PayloadReader reader)
    {
        int before = reader.Rest.Length;
        var table = ReferenceTable.Read(ref reader, Options.Limits.MaxReferences);
        return table.Count == 0 ? null : new(this, table, before - reader.Rest.Length);
    }

    /// <summary>Counts that an object of the peer's was received.</summary>
    internal Import Import<T>(ReferenceTable.Entry entry) where T : class, IContract<T> =>
        _imports.Receive<T>(entry, Options.Time.GetUtcNow(), Options.Limits.MaxReferences, Trace());

    /// <summary>What an object of the peer's is called by when it goes home.</summary>
    internal TargetKey Home(Import import) => Problem(import) is { } problem ? throw problem : import.Key;

    /// <summary>What a service of the peer's is called by when it goes home.</summary>
    internal TargetKey Home(ServiceTarget service) => Resolve(service).Key;

    /// <summary>Whether what is called on a channel may be called on this connection.</summary>
    internal bool Carries(RpcChannel channel) =>
        ReferenceEquals(channel, Outermost) || ReferenceEquals(channel, Client?.Outermost);

    /// <summary>Whose connection it is, or null.</summary>
    internal RpcChannel? Client { get; init; }

    /// <summary>A body that named an object could not be decoded; true where nobody else holds it.</summary>
    internal bool Return(Import import) => _imports.Return(import);

    /// <summary>Gives references back that were received once each.</summary>
    internal void GiveBack(IReadOnlyList<TargetKey> keys) =>
        SendReleases([.. keys.CountBy(key => key).Select(times => (times.Key, (ulong)times.Value))]);

    /// <summary>This side holds a reference no longer.</summary>
    internal void Release(Import import)
    {
        ulong count = _imports.Release(import);
        if (count > 0) SendReleases(ReleasesOf(import, count));
        if (!_runner.IsCurrent) _sender.Flush();
    }

    /// <summary>A reference was collected; on the finalizer's thread, which does not wait. The heartbeat gives it back.</summary>
    internal void Abandon(Import import)
    {
        if (Volatile.Read(ref _isClosed) == 0) _abandoned.Enqueue(import);
    }

    /// <summary>The exception of who uses a reference that is dead.</summary>
    internal RpcException Dead(Import import, string why)
    {
        var reference = new DeadReference(import.Contract.Name, RemoteName, import.Since, RenewedAt);
        string renewed = RenewedAt is { } at ? $" and last renewed {at:u}" : "";
        string message =
            $"A reference to a {import.Contract} of {RemoteName}, received {import.Since:u}{renewed}, is dead: {why}.";
        return new RpcException(RpcStatus.NotFound, message, RpcPhase.Resolve) { DeadReference = reference };
    }

    /// <summary>What a call on a reference targets.</summary>
    private Resolution Resolve(Import import)
    {
        if (!ReferenceEquals(import.Connection, this))
            throw new InvalidOperationException($"A reference of {import.Connection.RemoteName} is called on {RemoteName}.");
        if (Problem(import) is { } problem) throw problem;
        if (import.Promise is { } promise) CheckPromise(import, promise);
        if (import.Resolution is { IsDead: false } known) return known;
        lock (_resolving)
        {
            if (import.Resolution is { IsDead: false } other) return other;
            if (import.IsOfOtherBuild) return import.Resolution = Begin(import.Contract, import.Name, import.Key);
            import.Resolution = new Resolution(this, import.Contract, import.Name, 0, HasSchema: true) { Object = import.Key };
            import.Resolution.Settle(null);
            return import.Resolution;
        }
    }

    /// <summary>The heartbeat's visit: gives back what was collected.</summary>
    private void ReleaseAbandoned()
    {
        if (_abandoned.IsEmpty) return;
        List<(TargetKey, ulong)> releases = [];
        while (_abandoned.TryDequeue(out Import? import))
        {
            ulong count = _imports.Release(import);
            if (count > 0) releases.AddRange(ReleasesOf(import, count));
        }

        SendReleases(releases);
        _sender.Flush();
    }

    /// <summary>Why a reference cannot be used any more, or null.</summary>
    private RpcException? Problem(Import import) =>
        (import.Original ?? import).IsReleased ? Dead(import, "it was given back here")
        : Volatile.Read(ref _isClosed) != 0 ? Dead(import, $"its connection is over: {_closeReason?.Message}")
        : null;

    private List<(TargetKey, ulong)> ReleasesOf(Import import, ulong count)
    {
        List<(TargetKey, ulong)> releases = [(import.Key, count)];
        lock (_resolving)
        {
            if (import.Promise is null) Add(import.Resolution);
            foreach (Task<Import> cast in import.Casts?.Values.ToArray() ?? [])
                if (cast.IsCompletedSuccessfully) Add(cast.Result.Resolution);
        }

        return releases;

        void Add(Resolution? resolution)
        {
            if (resolution is not { IsDead: false, Promise: > 0 }) return;
            resolution.IsDead = true;
            _resolutions.Remove(resolution.Identity);
            releases.Add((resolution.Key, 1));
        }
    }

    private void SendReleases(List<(TargetKey Key, ulong Count)> releases)
    {
        foreach ((TargetKey Key, ulong Count)[] some in releases.Chunk(ReleaseBatch))
        {
            ByteWriter frame = ScratchWriter.Rent();
            frame.BeginFrame(FrameType.Release);
            foreach ((TargetKey key, ulong count) in some)
            {
                key.Write(frame);
                frame.WriteVarint(count);
            }

            _sender.Append(frame, isAnswer: true);
            ScratchWriter.Return(frame);
        }
    }
}
