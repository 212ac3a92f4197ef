using RpcStack.Evolution;

namespace RpcStack;

/// <summary>
/// What a client that knows one version of a contract can call on a server that offers another. Requests and streamed
/// items are written by the client and read by the server; results and faults are written by the server.
/// </summary>
/// <remarks>Immutable, so it can be kept and asked from any thread.</remarks>
public sealed class SchemaCompatibility
{
    private readonly Dictionary<(int Contract, int Ordinal), OperationCompatibility> _byNumber;

    private SchemaCompatibility(IReadOnlyList<OperationCompatibility> operations)
    {
        Operations = operations;
        _byNumber = operations.ToDictionary(o => (o.ContractIndex, o.Ordinal));
    }

    /// <summary>Every operation that the client knows, in the order of its schema.</summary>
    public IReadOnlyList<OperationCompatibility> Operations { get; }

    /// <summary>Whether every operation can be called.</summary>
    public bool IsCompatible => Operations.All(o => o.IsCompatible);

    /// <summary>Judges every operation that the client knows. Bounded, whatever the schemas are.</summary>
    /// <param name="client">The caller's schema.</param>
    /// <param name="server">The schema of what is called.</param>
    /// <param name="rules">Those of the wire format between them.</param>
    public static SchemaCompatibility Judge(ContractSchema client, ContractSchema server, EvolutionRules rules) => new(
    [
        .. new OperationJudge(
            client ?? throw new ArgumentNullException(nameof(client)),
            server ?? throw new ArgumentNullException(nameof(server)),
            (rules ?? throw new ArgumentNullException(nameof(rules))).Rules).Judge().Select(v => v.Compatibility),
    ]);

    /// <summary>
    /// What was found for an operation of the client's, or null where its schema has none of that number.
    /// </summary>
    /// <param name="contractIndex">The place of the declaring contract in the client's list.</param>
    /// <param name="ordinal">The operation's number within it.</param>
    public OperationCompatibility? Find(int contractIndex, int ordinal) =>
        _byNumber.TryGetValue((contractIndex, ordinal), out OperationCompatibility? found) ? found : null;
}
