using RpcStack.Promises;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol;

/// <summary>Casting: asking the peer whether an object of its has another contract.</summary>
public sealed partial class RpcConnection
{
    /// <inheritdoc/>
    public override async ValueTask<RpcTarget> CastAsync(RpcTarget target, ContractDescriptor contract, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(contract);
        if (target is not Import import)
        {
            await AgreeAsync(contract, target.Name, TargetKey.Root).WaitAsync(cancel).ConfigureAwait(false);
            return Locate(contract, target.Name);
        }

        if (import.Promise is { } promise && await promise.Task.WaitAsync(cancel).ConfigureAwait(false) is { } cause)
            throw PromisedResult.Follow(cause, $"a cast to {contract}");
        return await CastOf(import.Original ?? import, contract).WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>What was found out about a reference, or is being.</summary>
    private Task<Import> CastOf(Import import, ContractDescriptor contract)
    {
        if (Problem(import) is { } problem) return Task.FromException<Import>(problem);
        lock (_resolving)
        {
            Dictionary<ContractDescriptor, Task<Import>> casts = import.Casts ??= [];
            // An object's contracts do not change, but a peer that could not be asked may be asked again.
            if (casts.TryGetValue(contract, out Task<Import>? known)
                && known is not { IsFaulted: true, Exception.InnerException: not InvalidCastException }) return known;
            return casts[contract] = AskAsync(import, contract);
        }
    }

    private async Task<Import> AskAsync(Import import, ContractDescriptor contract)
    {
        Resolution resolution = await AgreeAsync(contract, import.Name, import.Key).ConfigureAwait(false);
        return new Import(import, contract) { Resolution = resolution };
    }

    /// <summary>The promise of an object, or of a service, under a contract that the peer says it has.</summary>
    private async Task<Resolution> AgreeAsync(ContractDescriptor contract, string name, TargetKey of)
    {
        while (true)
        {
            Resolution resolution;
            lock (_resolving)
            {
                if (!_resolutions.TryGetValue((contract, name, of), out Resolution? known) || known.IsDead)
                    known = Begin(contract, name, of);
                resolution = known;
            }

            _sender.Flush();
            FaultHeader? refusal;
            try
            {
                refusal = await resolution.Outcome.WaitAsync(Options.DefaultDeadline, Options.Time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new RpcException(
                    RpcStatus.DeadlineExceeded, $"{RemoteName} has not said whether '{name}' is a {contract}.", RpcPhase.Resolve);
            }

            if (refusal is null) return resolution;
            if (refusal.NeedsSchema && !resolution.HasSchema) continue;
            if (refusal.Status is RpcStatus.FailedPrecondition) throw new InvalidCastException($"{RemoteName}: {refusal.Message}.");
            throw new RpcException(refusal.Status, $"{RemoteName}: {refusal.Message}", refusal.Phase);
        }
    }
}
