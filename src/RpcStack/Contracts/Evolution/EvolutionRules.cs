using RpcStack.Evolution;

namespace RpcStack;

/// <summary>
/// What may differ between the one who writes a value and the one who reads it: a table of rules per wire format. The
/// first rule that has something to say of two types decides; where none has, they differ.
/// </summary>
/// <remarks>The tables in <c>docs/evolution.md</c> say the same in words.</remarks>
public sealed class EvolutionRules
{
    private EvolutionRules(string name, IReadOnlyList<Rule> rules)
    {
        Name = name;
        Rules = rules;
    }

    /// <summary>MessagePack: messages are arrays, by position.</summary>
    public static EvolutionRules MessagePack { get; } = new("MessagePack",
    [
        OptionalRules.BothOptional,
        OptionalRules.ReaderOptional,
        EnumRules.NamesKeepNumbers,
        IntegerRules.ReaderHolds,
        ScalarRules.SameScalar,
        CollectionRules.Lists,
        CollectionRules.Maps,
        ReferenceRules.SameContract,
        UnionRules.WriterCasesKnown,
        MessageRules.ByNumber,
    ]);

    /// <summary>XDR: octets mean nothing without the exact structure.</summary>
    public static EvolutionRules Xdr { get; } = new("XDR",
    [
        OptionalRules.BothOptional,
        EnumRules.NamesKeepNumbers,
        IntegerRules.ReaderHoldsSameWidth,
        ScalarRules.SameScalarSameCount,
        CollectionRules.ListsSameCount,
        CollectionRules.MapsSameCount,
        ReferenceRules.SameContract,
        UnionRules.WriterCasesKnown,
        MessageRules.InOrder,
    ]);

    /// <summary>Protocol buffers: fields go by number, and may all be missing.</summary>
    public static EvolutionRules Protobuf { get; } = new("protobuf",
    [
        OptionalRules.BothOptional,
        OptionalRules.ReaderOptional,
        OptionalRules.WriterOptionalWithDefault,
        EnumRules.NamesKeepNumbers,
        IntegerRules.ReaderHoldsVarint,
        ScalarRules.SameScalar,
        CollectionRules.Lists,
        CollectionRules.Maps,
        ReferenceRules.SameContract,
        UnionRules.WriterCasesKnownByField,
        MessageRules.ByNumber,
    ]);

    /// <summary>The wire format's name.</summary>
    public string Name { get; }

    internal IReadOnlyList<Rule> Rules { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
