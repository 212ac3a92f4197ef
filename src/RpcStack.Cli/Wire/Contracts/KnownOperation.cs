using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Contracts;

/// <summary>An operation as the wire shows it.</summary>
/// <param name="Contract">The contract that declares it.</param>
/// <param name="Ordinal">Its number within that.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Which side streams.</param>
internal sealed record KnownOperation(string Contract, int Ordinal, string Name, OperationKind Kind)
{
    /// <summary>The shape of its parameters.</summary>
    public required Shape Request { get; init; }

    /// <summary>The shape of its result, or of an item of the stream that is the result.</summary>
    public required Shape Response { get; init; }

    /// <summary>The shape of an item of the stream that it takes, or null.</summary>
    public Shape? Item { get; init; }

    /// <summary>The shapes of its faults, by name.</summary>
    public IReadOnlyDictionary<string, Shape> Faults { get; init; } = new Dictionary<string, Shape>();

    public override string ToString() => $"{Contract}.{Name}";
}
