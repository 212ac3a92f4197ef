using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol;

/// <summary>Exporting: this side's objects that the peer holds references to.</summary>
public sealed partial class RpcConnection
{
    private readonly ExportTable _exports = new();

    /// <summary>What each side holds of the other's objects.</summary>
    public RpcReferences References => new(
        [.. _exports.ToList().Select(e => new RpcReference(e.Table.Contract.Name, e.Key.ToString(), e.Since, e.Count)
        {
            Type = e.Object.GetType().ToString(),
            LeaseEnds = ExportsEnd,
            Stack = e.Stack,
        })],
        [.. _imports.ToList().Select(i => new RpcReference(i.Contract.Name, i.Key.ToString(), i.Since, i.Count)
        {
            LeaseEnds = ImportsEnd(i),
            Stack = i.Stack,
        })]);

    /// <summary>The stack here, where references keep it.</summary>
    private string? Trace() => Options.TracesReferences ? Environment.StackTrace : null;

    /// <summary>Counts that an object is being sent to the peer.</summary>
    internal Export Export<T>(T value) where T : class, IContract<T>
    {
        DispatchTable table = _services.TableOf<T>();
        ContractView view = table.FindView(T.Descriptor, T.Descriptor.Schema.Fingerprint, Format)!;
        int limit = Options.Limits.MaxReferences;
        if (_exports.Count == 0) BeginLease();
        return _exports.Send(value, table, view, Options.Time.GetUtcNow(), limit, Trace())
            ?? throw TooLarge("references", limit + 1L, nameof(RpcLimits.MaxReferences), limit);
    }

    /// <summary>The frame that an object was counted for is not sent.</summary>
    internal void TakeBack(TargetKey key) => _exports.Release(key, 1);

    /// <summary>This side's own object that the peer refers to, or null.</summary>
    /// <exception cref="RpcException">It was promised, and the call that promised it failed.</exception>
    internal object? FindOwn(TargetKey key, PendingPromise? promise)
    {
        ResolvedObject? target = promise?.Outcome ?? FindTarget(key);
        return target is { Service: null, Refusal: { } refusal }
            ? throw new RpcException(refusal.Status, refusal.Message, RpcPhase.Resolve)
            : target?.Service;
    }

    /// <summary>Why there is no object where the peer says that it holds one.</summary>
    private Refusal Gone() => _revoked is null
        ? UnknownTarget
        : UnknownTarget with { Message = $"{UnknownTarget.Message}: {_revoked}" };

    private ResolvedObject? FindTarget(TargetKey key)
    {
        if (!key.IsPromise) return _exports.Find(key)?.Target;
        using (_serving.Enter()) return _promised.GetValueOrDefault(key.Key >> 1);
    }

    private void Release(in Frame frame)
    {
        var reader = new PayloadReader(frame.Payload);
        while (!reader.Rest.IsEmpty)
        {
            TargetKey key = TargetKey.Read(ref reader);
            ulong count = reader.ReadVarint();
            if (key.IsPromise)
            {
                ReleasePromise(key.Key >> 1);
            }
            else if (!_exports.Release(key, count))
            {
                throw new ProtocolException("A reference was released that was never given, or not as often.");
            }
        }
    }
}
