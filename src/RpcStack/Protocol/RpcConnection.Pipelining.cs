using RpcStack.Marshalling;
using RpcStack.Promises;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol;

/// <summary>Pipelining: this side's calls on objects that its earlier calls have yet to return.</summary>
public sealed partial class RpcConnection
{
    /// <summary>Makes a call whose result is promised; what is called on the promise goes out behind it.</summary>
    private async ValueTask<TResponse> PromiseAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        PromiseSlot slot = options.Promise!;
        Import promised = ImportPromise(slot);
        using var call = new PromiseCall<TRequest, TResponse>(this, promised, operation, target, request, options, cancel);
        try
        {
            if (_sender.IsFull || !TrySend(call, cancel)) await SendWhenRoomAsync(call).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            call.Fail(error);
        }

        slot.Bind(promised.Stub);
        return await call.Response.ConfigureAwait(false);
    }

    /// <summary>Sends a call again that was not started.</summary>
    internal void SendAgain<TRequest, TResponse>(RequestCall<TRequest, TResponse> call) => SendOrWait(call);

    /// <summary>Tells the peer by which build of its contract this side means a promise; calls on it wait there for that.</summary>
    internal void Describe(Import promised)
    {
        var call = new ResolveCall(this, promised.Resolution!);
        _pending.TryAdd(call, out ulong id, isExempt: true);
        ContractSchema schema = promised.Contract.Schema;
        ByteWriter frame = ScratchWriter.Rent();
        new RequestHeader { CallId = id, Ordinal = ResolveRequest.OfPromise }.Write(frame);
        promised.Key.Write(frame);
        new ResolveRequest("", promised.Contract.Name, schema.Fingerprint, schema.Text).Write(frame);
        if (!_sender.AppendRequest(frame, id, _pending)) _pending.Take(id, out _)?.Fail(NotSent());
        _sender.Flush();
        ScratchWriter.Return(frame);
    }

    private Import ImportPromise(PromiseSlot slot)
    {
        ulong promise;
        lock (_resolving) promise = ++_promises;
        var promised = new Import(this, slot.Contract, TargetKey.OfPromise(promise), Options.Time.GetUtcNow())
        {
            Count = 1,
            Stack = Trace(),
            Promise = new PromiseOutcome(),
        };
        promised.Resolution = ResolutionOf(promised);
        promised.Stub = slot.CreateStub(Outermost, promised);
        _imports.Add(promised, Options.Limits.MaxReferences);
        return promised;
    }

    /// <summary>What calls on a promise target: its id, from the moment that it goes out, and again where it goes out again.</summary>
    private Resolution ResolutionOf(Import promised) =>
        new(this, promised.Contract, promised.Name, promised.Key.Key >> 1, HasSchema: true);

    /// <summary>The call that makes a promise is sent again: calls that were refused meanwhile are too.</summary>
    private void Renew(Import promised)
    {
        lock (_resolving)
        {
            promised.Resolution!.IsDead = true;
            promised.Resolution = ResolutionOf(promised);
        }
    }

    /// <summary>Why nothing can be called on a promise, if it is known.</summary>
    private static void CheckPromise(Import promised, PromiseOutcome outcome)
    {
        if (outcome.Failure is { } cause) throw PromisedResult.Follow(cause, $"a call on {promised.Name}");
        if (promised.Resolution is { Refusal: { } refusal })
            throw new RpcException(refusal.Status, $"{promised.Name}: {refusal.Message}", refusal.Phase);
    }
}
