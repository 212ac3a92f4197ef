using RpcStack.Evolution;

namespace RpcStack;

/// <summary>
/// Everything of a contract that two peers must agree on, as text: the contract and those that it extends, each with
/// its operations, then the types that they name. It travels when a peer does not know its <see cref="Fingerprint"/>.
/// </summary>
/// <remarks><c>docs/evolution.md</c> says how to read it. Immutable, so any thread may use it.</remarks>
public sealed partial class ContractSchema
{
    internal ContractSchema(IReadOnlyList<SchemaContract> contracts, IEnumerable<NamedType> types)
    {
        Contracts = contracts;
        Types = [.. types.OrderBy(t => t.Name, StringComparer.Ordinal)];
        Text = SchemaPrinter.Print(Contracts, Types);
        Fingerprint = SchemaFingerprint.Of(Text);
    }

    /// <summary>The canonical text: the same for the same contract, wherever and however often it is written.</summary>
    public string Text { get; }

    /// <summary>
    /// The first 8 octets of SHA-256 of the UTF-8 <see cref="Text"/>, the first the most significant.
    /// </summary>
    public ulong Fingerprint { get; }

    /// <summary>
    /// The contract itself, then those that it extends, in the order of <see cref="ContractDescriptor.Contracts"/>.
    /// </summary>
    internal IReadOnlyList<SchemaContract> Contracts { get; }

    /// <summary>Messages, unions and enumerations, by name.</summary>
    internal IReadOnlyList<NamedType> Types { get; }

    /// <summary>One of several contracts, with those that it extends and the types that they name; null where there is none.</summary>
    internal ContractSchema? Only(string name)
    {
        if (Contracts.FirstOrDefault(contract => contract.Name == name) is not { } root) return null;
        List<SchemaContract> found = [];
        Stack<SchemaContract> open = new([root]);
        while (open.Count > 0)
        {
            SchemaContract next = open.Pop();
            if (found.Contains(next)) continue;
            found.Add(next);
            foreach (string other in next.Bases.Reverse()) open.Push(Contracts.First(contract => contract.Name == other));
        }

        return new(found, NamedTypes.Of(found));
    }

    /// <summary>Reads a schema from text, canonical or not.</summary>
    /// <param name="text">At most 1048576 characters and 32768 lines; it may come from a hostile peer.</param>
    /// <exception cref="FormatException">It is no schema; the message names the line.</exception>
    public static ContractSchema Parse(string text) =>
        SchemaParser.Parse(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
