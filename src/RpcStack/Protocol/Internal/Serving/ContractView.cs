using System.Collections.Frozen;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>
/// A service's operations as one client numbers them: by the place of the declaring contract in the client's list, and the
/// ordinal. An operation that the client's build and this one mean differently is refused, with the reason.
/// </summary>
/// <param name="operations">Every operation that the client knows, with its handler, or why there is none.</param>
internal sealed class ContractView(
    IEnumerable<(int Contract, int Ordinal, OperationHandler? Handler, string? Refusal)> operations)
{
    private readonly FrozenDictionary<long, (OperationHandler? Handler, string? Refusal)> _operations =
        operations.ToFrozenDictionary(o => KeyOf(o.Contract, o.Ordinal), o => (o.Handler, o.Refusal));

    /// <summary>The handler of an operation, or null and why there is none.</summary>
    public OperationHandler? Find(int contract, int ordinal, out string? refusal)
    {
        (OperationHandler? handler, refusal) = _operations.GetValueOrDefault(KeyOf(contract, ordinal));
        return handler;
    }

    private static long KeyOf(int contract, int ordinal) => ((long)contract << 32) | (uint)ordinal;
}
